/**
 * What Terraform itself makes of the keys of a block in JSON syntax. JSON does not tell a block from an
 * argument; the schema does. Terraform's own blocks are known here, those of providers are not: inside
 * a resource they stay attributes. Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export interface BlockShape {
  readonly labels: number;
  readonly blocks: ReadonlyMap<string, BlockShape>;
  /** Arguments whose strings are expressions, not templates: `"depends_on": ["aws_vpc.main"]`. */
  readonly references: ReadonlySet<string>;
  /** Whether strings stand for themselves, `${` and all, because Terraform reads them before it can evaluate. */
  readonly literal: boolean;
}

const none: ReadonlyMap<string, BlockShape> = new Map();

function shape(
  labels: number,
  blocks: ReadonlyMap<string, BlockShape> = none,
  references: readonly string[] = [],
  literal = false,
): BlockShape {
  return { labels, blocks, references: new Set(references), literal };
}

const plain = shape(0);
const conditions = [
  ['precondition', plain],
  ['postcondition', plain],
] as const;
const lifecycle = shape(0, new Map(conditions), ['ignore_changes', 'replace_triggered_by']);
const provisioner = shape(1, new Map([['connection', plain]]));

/** `dynamic "ingress" { content { … } }`, which may hold further ones. */
const content = new Map<string, BlockShape>();
const dynamic = shape(1, new Map([['content', shape(0, content)]]));
content.set('dynamic', dynamic);

const ofResource = new Map([
  ['lifecycle', lifecycle],
  ['provisioner', provisioner],
  ['connection', plain],
  ['dynamic', dynamic],
]);
const resource = shape(2, ofResource, ['provider', 'depends_on']);
const literal = (labels: number) => shape(labels, none, [], true);

const ofTerraform = new Map([
  ['backend', literal(1)],
  ['cloud', shape(0, new Map([['workspaces', literal(0)]]), [], true)],
  ['required_providers', literal(0)],
  ['provider_meta', shape(1)],
]);

/** The blocks at the top of a `.tf.json` file. */
export const configurationShape: BlockShape = shape(
  0,
  new Map([
    ['terraform', shape(0, ofTerraform, [], true)],
    ['provider', shape(1, new Map([['dynamic', dynamic]]))],
    ['variable', shape(1, new Map([['validation', plain]]), ['type'], true)],
    ['locals', plain],
    ['output', shape(1, new Map(conditions), ['depends_on'])],
    ['module', shape(1, none, ['providers', 'depends_on'])],
    ['resource', resource],
    ['data', resource],
    ['ephemeral', resource],
    ['moved', shape(0, none, ['from', 'to'])],
    ['removed', shape(0, ofResource, ['from'])],
    ['import', shape(0, none, ['to', 'provider'])],
    [
      'check',
      shape(
        1,
        new Map([
          ['data', resource],
          ['assert', plain],
        ]),
      ),
    ],
  ]),
);

/** A `.tfvars.json` file: values only. */
export const variablesShape: BlockShape = literal(0);
