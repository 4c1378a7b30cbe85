import type { Code, EvaluationContext } from '../../model/language.ts';
import type { ResourceInCode } from '../../model/resource.ts';
import { lookup, parsePath } from './lookup.ts';

/** The resources of one view of the code, to be asked again and again. Make one for many assessments. */
export class ResourceIndex {
  readonly #code: Code;
  readonly #context: EvaluationContext;
  readonly #types = new Map<string, readonly ResourceInCode[]>();
  readonly #roots = new Map<string, ReadonlyMap<string, readonly ResourceInCode[]>>();
  readonly #texts = new Map<string, ReadonlyMap<string, readonly ResourceInCode[]>>();

  constructor(code: Code, context: EvaluationContext) {
    this.#code = code;
    this.#context = context;
  }

  /** Every resource of the type. */
  ofType(type: string): readonly ResourceInCode[] {
    return remembered(this.#types, type, () => {
      const found = this.#code.resources({ types: [type], context: this.#context });
      return found.filter((resource) => resource.type === type);
    });
  }

  /** Those in one root. */
  inRoot(type: string, root: string): readonly ResourceInCode[] {
    const byRoot = remembered(this.#roots, type, () =>
      Map.groupBy(this.ofType(type), (resource) => resource.root),
    );
    return byRoot.get(root) ?? [];
  }

  /** Those whose argument is this text. */
  withText(type: string, argument: string, text: string): readonly ResourceInCode[] {
    const byText = remembered(this.#texts, `${type} ${argument}`, () =>
      Map.groupBy(this.ofType(type), ({ properties }) => {
        const found = lookup(properties, parsePath(argument));
        return found.kind === 'found' && found.value.kind === 'string' ? found.value.value : '';
      }),
    );
    return byText.get(text) ?? [];
  }
}

function remembered<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}
