import vue from "@vitejs/plugin-vue";

const isCustomElement = (tag) => tag.startsWith("dolfin-");

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
