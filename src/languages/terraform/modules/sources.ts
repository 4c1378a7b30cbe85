import type { ConfigFile, Expression } from '../syntax/ast.ts';
import type { Checkout } from './checkout.ts';
import type { Declaration, ModuleDeclarations } from './declarations.ts';
import { effectiveFiles } from './file-names.ts';
import {
  fromRepository,
  githubModule,
  isForeign,
  placeOfModule,
  placeOfRepository,
} from './own-modules.ts';
import { resolvePath } from './paths.ts';
import { readDeclarations } from './read-declarations.ts';
import { type TerragruntUnit, terragruntUnits } from './terragrunt.ts';

/** What a module call's `source` says. */
export type ModuleSource =
  | { readonly kind: 'local'; readonly directory: string }
  /** A relative path that leads out of the checkout. */
  | { readonly kind: 'outside'; readonly source: string }
  /** A registry, git or other address: someone else's code, as far as this checkout goes. */
  | { readonly kind: 'external'; readonly source: string; readonly version: string | null }
  /** Not a plain string. */
  | { readonly kind: 'unreadable' };

/** The directory that a relative source means; null when it leaves the repository that the calling directory is of. */
export function localDirectory(directory: string, source: string): string | null {
  const from = fromRepository(directory);
  const own = from === null ? '' : `${placeOfRepository(from.repository)}/`;
  const target = resolvePath(from === null ? directory : from.path, source);
  if (target === null || (from === null && isForeign(target))) return null;
  return `${own}${target}`.replace(/\/$/, '');
}

/** The text of an argument that is a string without any interpolation; else null. */
export function plainText(declaration: Declaration, name: string): string | null {
  return literalText(declaration.attributes.get(name)?.attribute.value);
}

/** The text of a string without any interpolation; else null. */
export function literalText(value: Expression | undefined): string | null {
  if (value?.kind !== 'template') return null;
  const [first, second] = value.parts;
  if (first === undefined) return '';
  return second === undefined && first.kind === 'text' ? first.value : null;
}

/** The modules of a checkout, read when first asked for. */
export class ModuleSources {
  readonly checkout: Checkout;
  readonly #read = new Map<string, ModuleDeclarations | null>();
  readonly #earlier: ReadonlyMap<string, ModuleDeclarations | null>;
  #units: ReadonlyMap<string, readonly TerragruntUnit[]> | null = null;

  constructor(checkout: Checkout, earlier: ModuleSources | null = null) {
    this.checkout = checkout;
    this.#earlier = earlier === null ? new Map() : new Map([...earlier.#earlier, ...earlier.#read]);
  }

  /** Where a module called in `directory` comes from. One of another repository is local where its code is at hand. */
  sourceOf(call: Declaration, directory: string): ModuleSource {
    const source = plainText(call, 'source');
    if (source === null) return { kind: 'unreadable' };
    if (/^\.\.?(\/|$)/.test(source)) {
      const target = localDirectory(directory, source);
      return target === null ? { kind: 'outside', source } : { kind: 'local', directory: target };
    }
    const elsewhere = githubModule(source);
    const place = elsewhere === null ? null : placeOfModule(elsewhere);
    return place !== null && this.checkout.directories.has(place)
      ? { kind: 'local', directory: place }
      : { kind: 'external', source, version: plainText(call, 'version') };
  }

  /** The applications of a module by Terragrunt. */
  unitsOf(directory: string): readonly TerragruntUnit[] {
    this.#units ??= terragruntUnits(this.checkout);
    return this.#units.get(directory) ?? [];
  }

  /** What a directory declares; null when it has no Terraform files. Files with errors are left out. */
  declarations(directory: string): ModuleDeclarations | null {
    const known = this.#read.get(directory);
    if (known !== undefined) return known;
    const paths = this.checkout.directories.get(directory)?.modules ?? [];
    const files = effectiveFiles(paths).flatMap((path) => this.checkout.soundFile(path) ?? []);
    const declarations = paths.length === 0 ? null : this.#kept(directory, files);
    this.#read.set(directory, declarations);
    return declarations;
  }

  /** The very declarations of the earlier checkout where the files are the same. */
  #kept(directory: string, files: readonly ConfigFile[]): ModuleDeclarations {
    const earlier = this.#earlier.get(directory);
    const declarations = readDeclarations(directory, files);
    return earlier?.files.length === declarations.files.length &&
      earlier.files.every((file, index) => file === declarations.files[index])
      ? earlier
      : declarations;
  }
}
