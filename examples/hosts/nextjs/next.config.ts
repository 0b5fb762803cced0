import type { NextConfig } from "next";

// As `create-next-app` sets them.
const config: NextConfig = { cacheComponents: true, partialPrefetching: true };

export default config;
