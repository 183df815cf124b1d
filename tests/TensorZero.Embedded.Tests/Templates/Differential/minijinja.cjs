// Renders every case of the JSON array on standard input with the real MiniJinja and prints one result per case:
// { output } or { error }. The folder that holds node_modules/minijinja-js is the first argument.
const path = require("node:path");
const { Environment } = require(path.join(process.argv[2], "node_modules", "minijinja-js", "dist", "node", "minijinja_js.js"));

let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => (input += chunk));
process.stdin.on("end", () => {
  const results = JSON.parse(input).map(({ name, templates, args }) => {
    const environment = new Environment();
    try {
      environment.undefinedBehavior = "strict";
      for (const [key, source] of Object.entries(templates)) {
        environment.addTemplate(key, source);
      }
      return { output: environment.renderTemplate(name, args) };
    } catch (error) {
      return { error: String(error.message ?? error) };
    }
  });
  process.stdout.write(JSON.stringify(results));
});
