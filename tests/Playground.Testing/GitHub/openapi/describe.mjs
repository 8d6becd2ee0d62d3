// Answers questions about what GitHub publishes of its API, line by line: does a request and its answer fit, what does an answer look like,
// what does a GraphQL document give. The published files are taken as they are; only "nullable", which JSON Schema does not have, is put in its words.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { buildSchema, graphql } from 'graphql';

const read = (file) => readFileSync(new URL(`./node_modules/@octokit/${file}`, import.meta.url), 'utf8');
const methods = ['get', 'put', 'post', 'delete', 'patch'];
const published = JSON.parse(read('openapi/generated/api.github.com.json'));
withoutNullable(published);

const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, formats: { 'repo.nwo': true } });
addFormats(ajv);
ajv.addSchema({ ...published, $id: 'api' }, 'api', undefined, false);

const operations = Object.entries(published.paths).flatMap(([path, item]) => {
  const pattern = new RegExp('^' + path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '([^/]+)') + '$');
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);
  return methods.filter((method) => item[method]).map((method) => ({ method, path, pattern, names, operation: item[method], at: `/paths/${escape(path)}/${method}` }));
});

function escape(part) {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

// {nullable, ...rest} becomes "rest or null", and an enumeration that may be null says so.
function withoutNullable(node) {
  if (node === null || typeof node !== 'object') return;
  for (const child of Object.values(node)) withoutNullable(child);
  if (node.nullable !== true) return;
  const rest = { ...node };
  delete rest.nullable;
  for (const name of Object.keys(node)) delete node[name];
  node.anyOf = [rest, { type: 'null' }];
}

function resolve(node, at) {
  while (node?.$ref) {
    at = node.$ref.slice(1);
    node = at.slice(1).split('/').reduce((from, part) => from[part.replaceAll('~1', '/').replaceAll('~0', '~')], published);
  }

  return { node, at };
}

function complaintsOf(at, value, where) {
  const validate = ajv.getSchema(`api#${at}`) ?? ajv.compile({ $ref: `api#${at}` });
  return validate(value) ? [] : validate.errors.map((error) => `${where}${error.instancePath} ${error.message}`);
}

function find(method, path) {
  const found = operations.filter((known) => known.method === method.toLowerCase() && known.pattern.test(path));
  return found.sort((a, b) => a.names.length - b.names.length)[0];
}

// Texts of a path or query as the values that their schemas speak of.
function valueOf(text, schema) {
  const type = schema?.type ?? schema?.oneOf?.[0]?.type;
  if ((type === 'integer' || type === 'number') && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function check({ method, path, query, contentType, body, status, answer }) {
  const found = find(method, path);
  if (!found) return [`${method} ${path} is not described`];
  const { operation } = found;
  const complaints = [];
  const parameters = (operation.parameters ?? []).map((parameter, index) => resolve(parameter, `${found.at}/parameters/${index}`));
  const given = found.pattern.exec(path).slice(1).map(decodeURIComponent);
  found.names.forEach((name, index) => {
    const described = parameters.find(({ node }) => node.in === 'path' && node.name === name);
    if (described) complaints.push(...complaintsOf(`${described.at}/schema`, valueOf(given[index], described.node.schema), `path ${name}`));
  });
  for (const [name, text] of Object.entries(query)) {
    const described = parameters.find(({ node }) => node.in === 'query' && node.name === name);
    if (!described) complaints.push(`query ${name} is not described`);
    else complaints.push(...complaintsOf(`${described.at}/schema`, valueOf(text, described.node.schema), `query ${name}`));
  }

  for (const { node } of parameters) {
    if (node.in === 'query' && node.required && !(node.name in query)) complaints.push(`query ${node.name} is missing`);
  }

  const wanted = resolve(operation.requestBody, `${found.at}/requestBody`);
  if (contentType === null) {
    if (wanted.node?.required) complaints.push('the body is missing');
  } else if (!wanted.node?.content?.[contentType]) {
    complaints.push(`a body of type ${contentType} is not described`);
  } else if (contentType === 'application/json') {
    const at = `${wanted.at}/content/application~1json/schema`;
    const schema = resolve(wanted.node.content[contentType].schema, at).node;
    const known = schema.properties ?? (schema.oneOf ?? schema.anyOf ?? []).reduce((all, one) => ({ ...all, ...resolve(one).node.properties }), {});
    complaints.push(...complaintsOf(at, body, 'body'));
    for (const name of Object.keys(body)) {
      if (!(name in known) && Object.keys(known).length > 0) complaints.push(`body/${name} is not described`);
    }
  }

  const response = resolve(operation.responses[status], `${found.at}/responses/${status}`);
  if (!response.node) complaints.push(`the status ${status} is not described`);
  else if (response.node.content?.['application/json']) {
    complaints.push(...complaintsOf(`${response.at}/content/application~1json/schema`, answer, 'answer'));
  } else if (answer !== null) complaints.push(`an answer with ${status} has no body`);
  return complaints.map((complaint) => `${method} ${found.path}: ${complaint}`);
}

function example({ method, path, status }) {
  const { operation } = operations.find((known) => known.method === method.toLowerCase() && known.path === path);
  const { content } = resolve(operation.responses[status]).node;
  const first = resolve(Object.values(content['application/json'].examples ?? {})[0]).node;
  return first?.value ?? content['application/json'].example;
}

let schema;

// Lists of the root are connections: their arguments choose among them as GitHub's do.
function fieldOf(source, args, _, { fieldName, returnType }) {
  const value = source[fieldName];
  if (typeof value === 'object' && value !== null && value.byArgument) return value.byArgument[args[value.argument]] ?? null;
  if (!Array.isArray(value) || !String(returnType).replace('!', '').endsWith('Connection')) return value;
  const all = value.filter((entry) =>
    (!args.states || args.states.includes(entry.state)) && (args.headRefName === undefined || entry.headRefName === args.headRefName));
  const from = args.after ? Number(args.after) : 0;
  const nodes = all.slice(from, from + (args.first ?? 100));
  const end = from + nodes.length;
  return { nodes, totalCount: all.length, pageInfo: { endCursor: String(end), hasNextPage: end < all.length, hasPreviousPage: from > 0, startCursor: String(from) } };
}

async function ask({ query, variables, root }) {
  schema ??= buildSchema(read('graphql-schema/schema.graphql'), { assumeValid: true });
  return await graphql({ schema, source: query, rootValue: root, variableValues: variables, fieldResolver: fieldOf, typeResolver: (value) => value.__typename });
}

const answers = { check, example, graphql: ask };
for await (const line of createInterface({ input: process.stdin })) {
  const about = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: (await answers[about.ask](about)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack) }));
  }
}
