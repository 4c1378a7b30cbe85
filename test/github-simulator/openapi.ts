import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';

type Schema = Record<string, unknown>;

/** Checks requests and answers against GitHub's own description, so that the simulator cannot drift from it. */
export interface OpenApiCheck {
  /** What is wrong with a request's body or query; null when nothing is. */
  request(template: string, query: URLSearchParams, body: unknown): string | null;
  /** What is wrong with an answer; null when nothing is. */
  response(template: string, status: number, body: unknown): string | null;
}

/** Takes a second or so: make one and share it. */
export function createOpenApiCheck(): OpenApiCheck {
  const document = createRequire(import.meta.url)('@octokit/openapi/generated/api.github.com.json');
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema({ $id: 'github', components: withNull({ schemas: document.components.schemas }) });
  const compiled = new Map<string, ValidateFunction>();

  const operation = (template: string): Schema | null => {
    const [method = '', path = ''] = template.split(' ');
    return document.paths[path]?.[method.toLowerCase()] ?? null;
  };
  const complaint = (key: string, schema: unknown, value: unknown): string | null => {
    let validate = compiled.get(key);
    if (!validate) {
      validate = ajv.compile(absolute(withNull(schema as Schema)));
      compiled.set(key, validate);
    }
    return validate(value) ? null : `${key}: ${ajv.errorsText(validate.errors)}`;
  };

  return {
    request(template, query, body) {
      const described = operation(template);
      if (!described) return `${template} is not an operation of GitHub's`;
      const unknown = [...query.keys()].find(
        (name) => !parameterNames(document, described).has(name),
      );
      if (unknown) return `${template} has no query parameter ${unknown}`;
      const schema = at(described, 'requestBody', 'content', 'application/json', 'schema');
      return schema ? complaint(`${template} request`, schema, body) : null;
    },
    response(template, status, body) {
      const described = at(operation(template), 'responses', String(status));
      if (!described) return status < 400 ? `${template} never answers ${status}` : null;
      const resolved = resolve(document, described);
      const schema = at(resolved, 'content', 'application/json', 'schema');
      return schema ? complaint(`${template} ${status}`, schema, body) : null;
    },
  };
}

function parameterNames(document: unknown, described: Schema): Set<unknown> {
  const parameters = (described.parameters ?? []) as Schema[];
  return new Set(parameters.map((parameter) => at(resolve(document, parameter), 'name')));
}

function resolve(document: unknown, schema: unknown): unknown {
  const reference = at(schema, '$ref');
  return typeof reference === 'string' ? at(document, ...reference.slice(2).split('/')) : schema;
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner ? (inner as Schema)[key] : undefined),
    value,
  );
}

/** OpenAPI 3.0 writes `nullable`, JSON Schema has the type `null`. */
function withNull(schema: Schema): Schema {
  return rewrite(schema, (described) => {
    const object = withAlternatives(described);
    if (object.nullable !== true) return object;
    const { nullable: _, ...rest } = object;
    return { anyOf: [rest, { type: 'null' }] };
  });
}

/** A slip of the description: the account of an installation would have to be a user and an enterprise at once. */
function withAlternatives(object: Schema): Schema {
  const { allOf, ...rest } = object;
  const titles = Array.isArray(allOf) ? allOf.map((each: Schema) => each.title) : [];
  return titles.includes('Enterprise') ? { ...rest, anyOf: allOf } : object;
}

function absolute(schema: Schema): Schema {
  return rewrite(schema, (object) =>
    typeof object.$ref === 'string' && object.$ref.startsWith('#')
      ? { ...object, $ref: `github${object.$ref}` }
      : object,
  );
}

function rewrite(value: Schema, change: (object: Schema) => Schema): Schema {
  const inner = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(inner);
    if (typeof item !== 'object' || item === null) return item;
    return change(
      Object.fromEntries(Object.entries(item).map(([key, each]) => [key, inner(each)])),
    );
  };
  return inner(value) as Schema;
}
