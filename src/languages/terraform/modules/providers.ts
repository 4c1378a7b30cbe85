import type { Value } from '../../../model/value.ts';
import { evaluate, type Scope } from '../evaluate/scope.ts';
import { unknownValue } from '../evaluate/values.ts';
import type { Expression } from '../syntax/ast.ts';
import type { Declaration, PlacedBlock } from './declarations.ts';
import type { Module } from './module.ts';
import { contentOf } from './read-declarations.ts';

/** A provider's configuration, evaluated in the module that has it. */
export class Provider {
  readonly declaration: Declaration;
  /** `aws` or `aws.west`, as the module that has the configuration calls it. */
  readonly name: string;
  readonly #module: Module;

  constructor(declaration: Declaration, name: string, module: Module) {
    this.declaration = declaration;
    this.name = name;
    this.#module = module;
  }

  region(): Value {
    return this.argument('region') ?? unknownValue(`provider ${this.name} sets no region`, null);
  }

  /** An argument of the provider block; null when it is not written. */
  argument(name: string): Value | null {
    const written = this.declaration.attributes.get(name);
    if (written === undefined) return null;
    return this.#module.once(`provider.${this.name}.${name}`, () =>
      evaluate(written.attribute.value, this.#scope(written)),
    );
  }

  /** An argument of a block in the provider block, such as `assume_role`'s `role_arn`; null when it is not written. */
  nested(block: string, name: string): Value | null {
    const placed = this.declaration.blocks.find((nested) => nested.block.type === block);
    if (placed === undefined) return null;
    const written = contentOf(placed.block, placed.file).attributes.get(name);
    return written === undefined ? null : evaluate(written.attribute.value, this.#scope(placed));
  }

  #scope({ file }: Pick<PlacedBlock, 'file'>): Scope {
    return this.#module.scope({ file, layer: 'resource', label: `provider ${this.name}` });
  }
}

/** The provider configuration that a resource or data source of the module uses; null when the code has none. */
export function providerOf(
  module: Module,
  declaration: Declaration,
  type: string,
): Provider | null {
  const written = declaration.attributes.get('provider')?.attribute.value;
  const name =
    (written === undefined ? null : providerName(written)) ?? type.split('_', 1)[0] ?? type;
  return providerNamed(module, name);
}

/** Own configuration first, then what the call passes, then the caller's default one. */
function providerNamed(module: Module, name: string): Provider | null {
  const own = module.declarations.providers.get(name);
  if (own !== undefined && (own.block.body.items.length > 0 || module.made === null)) {
    return new Provider(own, name, module);
  }
  if (module.made === null) return null;
  const { parent, declaration } = module.made;
  const passed = declaration.attributes.get('providers')?.attribute.value;
  if (passed === undefined) return name.includes('.') ? null : providerNamed(parent, name);
  if (passed.kind !== 'object') return null;
  const entry = passed.entries.find(({ key }) => providerName(key) === name);
  const given = entry === undefined ? null : providerName(entry.value);
  return given === null ? null : providerNamed(parent, given);
}

/** `aws` or `aws.west`, written bare or, as in old code and JSON, in quotes. */
function providerName(expression: Expression): string | null {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind === 'attribute-access') {
    const head = providerName(expression.object);
    return head === null ? null : `${head}.${expression.name}`;
  }
  const part = expression.kind === 'template' ? expression.parts[0] : undefined;
  if (part?.kind === 'interpolation') return providerName(part.expression);
  return part?.kind === 'text' ? part.value : null;
}
