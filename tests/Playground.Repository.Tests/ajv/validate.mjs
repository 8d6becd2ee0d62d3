// Validates JSON files, the arguments after the first, against the JSON schema (2020-12) of the first. Prints a line for each: true, or what is wrong.
import { readFile } from "node:fs/promises";
import Ajv2020 from "ajv/dist/2020.js";

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv2020({ strict: true, allErrors: false }).compile(JSON.parse(await readFile(schema, "utf8")));
for (const file of files) {
  console.log(validate(JSON.parse(await readFile(file, "utf8"))) ? "true" : JSON.stringify(validate.errors));
}
