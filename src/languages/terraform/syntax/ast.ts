import type { Range } from '../../../model/source.ts';

/**
 * The syntax tree of HCL native syntax (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md).
 * Lossless: every node has the range of its own text, so an edit is a splice of the source and
 * everything outside it stays as it is.
 */
export interface ConfigFile {
  readonly path: string;
  readonly text: string;
  /** `native` for .tf, .tofu and .tfvars; `json` for .tf.json and .tfvars.json, mapped onto the same tree. */
  readonly syntax: 'native' | 'json';
  readonly body: Body;
  readonly comments: readonly Comment[];
  readonly errors: readonly SyntaxProblem[];
}

/** Why a file is not HCL. A file with any is left alone. */
export interface SyntaxProblem {
  readonly range: Range;
  readonly line: number;
  readonly column: number;
  /** What was expected, in one sentence. */
  readonly message: string;
}

export interface Comment {
  readonly range: Range;
  readonly style: '#' | '//' | '/*';
}

/** The content of a file or of a block: attributes and blocks in source order. Its range is what lies between the braces. */
export interface Body {
  readonly range: Range;
  readonly items: readonly (Attribute | Block)[];
}

export interface Attribute {
  readonly kind: 'attribute';
  /** From the name to the end of the expression. */
  readonly range: Range;
  readonly name: string;
  readonly nameRange: Range;
  readonly value: Expression;
}

export interface Block {
  readonly kind: 'block';
  /** From the type to the closing brace. */
  readonly range: Range;
  readonly type: string;
  readonly typeRange: Range;
  readonly labels: readonly Label[];
  readonly openBrace: number;
  readonly closeBrace: number;
  readonly body: Body;
}

export interface Label {
  readonly range: Range;
  readonly text: string;
  readonly quoted: boolean;
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | ObjectExpression
  | TupleExpression
  | VariableExpression
  | GetAttributeExpression
  | IndexExpression
  | SplatExpression
  | CallExpression
  | ForExpression
  | ConditionalExpression
  | UnaryExpression
  | BinaryExpression
  | ParenthesesExpression;

interface Node {
  readonly range: Range;
}

/** A number, `true`, `false` or `null`. */
export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly value: number | boolean | null;
}

/** A quoted string or a heredoc. A plain string is a template with at most one literal part. */
export interface TemplateExpression extends Node {
  readonly kind: 'template';
  readonly form: 'quoted' | 'heredoc' | 'indented-heredoc';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TemplateLiteral | TemplateInterpolation | TemplateIf | TemplateFor;

/** `value` is unescaped, and for `<<-` already without the common indentation. */
export interface TemplateLiteral extends Node {
  readonly kind: 'text';
  readonly value: string;
}
/** `${ … }`, with `~` trimming already applied to the neighbouring literals. */
export interface TemplateInterpolation extends Node {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}
export interface TemplateIf extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly otherwise: readonly TemplatePart[];
}
export interface TemplateFor extends Node {
  readonly kind: 'for';
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
}

export interface ObjectExpression extends Node {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
}
export interface ObjectEntry extends Node {
  /** A bare identifier is a `variable` expression here: as a key it is that word itself. In parentheses it is evaluated. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface TupleExpression extends Node {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

/** A bare name at the head of a traversal: `var`, `local`, `aws_s3_bucket`, `each`, a `for` variable. */
export interface VariableExpression extends Node {
  readonly kind: 'variable';
  readonly name: string;
}
/** `.name`; a legacy `.0` is an index. */
export interface GetAttributeExpression extends Node {
  readonly kind: 'attribute-access';
  readonly object: Expression;
  readonly name: string;
  readonly nameRange: Range;
}
/** `[key]`, also the legacy `.0`. */
export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly key: Expression;
}
/** `object[*].a.b` or `object.*.a`: `steps` are applied to every element, the first one first. */
export interface SplatExpression extends Node {
  readonly kind: 'splat';
  readonly form: 'full' | 'attribute';
  readonly object: Expression;
  readonly steps: readonly SplatStep[];
}
export type SplatStep =
  | { readonly kind: 'attribute'; readonly name: string; readonly range: Range }
  | { readonly kind: 'index'; readonly key: Expression; readonly range: Range }
  | SplatInSplat;

/** A star within a star, `a[*].b[*].c`: its own steps are applied to every element of what the steps before it give. */
export interface SplatInSplat extends Node {
  readonly kind: 'splat';
  readonly form: 'full' | 'attribute';
  readonly steps: readonly SplatStep[];
}

/** `name(…)`, also provider functions: `provider::aws::arn_parse(…)`. */
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly nameRange: Range;
  readonly args: readonly Expression[];
  /** The last argument is expanded with `...`. */
  readonly expandLast: boolean;
}

export interface ForExpression extends Node {
  readonly kind: 'for';
  readonly keyName: string | null;
  readonly valueName: string;
  readonly collection: Expression;
  /** Set for `{for … : key => value}`. */
  readonly key: Expression | null;
  readonly value: Expression;
  /** `...` after the value of an object: values are grouped into lists. */
  readonly grouped: boolean;
  readonly condition: Expression | null;
}

export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '&&'
  | '||';

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ParenthesesExpression extends Node {
  readonly kind: 'parentheses';
  readonly expression: Expression;
}
