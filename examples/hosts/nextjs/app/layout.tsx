import Link from "next/link";
import type { ReactNode } from "react";

export const metadata = { title: "A Next.js app" };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en-GB">
      <head>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <nav>
          <Link href="/">Home</Link> <Link href="/payments">Payments</Link> <Link href="/reported">Reported</Link>
        </nav>
        <main>{children}</main>
      </body>
    </html>
  );
}
