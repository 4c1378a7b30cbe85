import type { Json } from '../../../foundation/json.ts';
import type { UpdateBehaviour } from '../../../model/language.ts';
import type { PropertyPath } from '../../../model/value.ts';
import { holdsData } from './data-holders.ts';
import measured from './update-behaviour.data.json' with { type: 'json' };
import correctionsData from './update-corrections.data.json' with { type: 'json' };

/**
 * What a plan of hashicorp/aws does when an argument changes or goes away, as measured with real plans.
 * `update-behaviour.data.json` says with which versions; `test/data/refresh-provider-data.ts` makes it anew.
 */

/** The letters of the data: `u` updated in place, `r` replaced, `n` nothing happens, `e` the plan fails, `?` unclear. */
type Action = 'u' | 'r' | 'n' | 'e' | '?';
interface Measured {
  /** Its value changes, or the block is added. */
  readonly c?: string;
  /** It is added where it was not written. */
  readonly a?: string;
  /** It is taken away: the strongest action over all values that were tried. */
  readonly d?: string;
  /** Whether taking it away depends on its value. */
  readonly v?: boolean;
  /** Its value changes back, where that differs. */
  readonly b?: string;
  /** Values that change nothing where it was not written. */
  readonly n?: readonly Json[];
}

type Measurements = { readonly [type: string]: { readonly [path: string]: Measured } };

const types: Measurements = measured.types;
const corrections: Measurements = correctionsData.types;
const source = `planned with ${measured.provider} and Terraform ${measured.terraform}`;

/** What is done to an argument or block: it gets another value, is written where it was not, or is taken away. */
export type Act = 'change' | 'add' | 'remove';

/**
 * What an act on an argument or block (indexes left out) does to a running resource. `added`: the value that alone is
 * written where none was, if known.
 */
export function updateBehaviour(
  type: string,
  path: PropertyPath,
  act: Act,
  added?: Json,
): UpdateBehaviour {
  const names = path.filter((step) => typeof step === 'string');
  const found = longestKnown(type, names);
  if (found === null) {
    return {
      update: 'unknown',
      detail: `what a change of ${type}.${names.join('.')} does was not measured`,
      dataLoss: null,
      source: 'no measurement',
    };
  }
  // A key of a map, or a part of a document, that is taken away changes its argument.
  const whole = found.path === names.join('.');
  const isRemoval = act === 'remove' && whole;
  const isIgnored =
    whole && act === 'add' && added !== undefined && found.measured.n?.includes(added) === true;
  const { update, detail } = isIgnored
    ? verdict('n', `adding ${JSON.stringify(added)}, which is what its absence means`)
    : isRemoval
      ? removalOf(found.measured)
      : changeOf(found.measured, act);
  return {
    update,
    detail: `${type}.${found.path}: ${detail}`,
    dataLoss: update === 'replaces' || update === 'conditional' ? holdsData(type) : false,
    source,
  };
}

/** A map's key or a part of a document changes with its argument. */
function longestKnown(
  type: string,
  names: readonly string[],
): { readonly path: string; readonly measured: Measured } | null {
  const paths = own(types, type) ?? {};
  const corrected = own(corrections, type) ?? {};
  for (let length = names.length; length > 0; length--) {
    const path = names.slice(0, length).join('.');
    const found = own(corrected, path) ?? own(paths, path);
    if (found !== undefined) return { path, measured: found };
  }
  return null;
}

function own<T>(table: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

type Verdict = Pick<UpdateBehaviour, 'update' | 'detail'>;

function changeOf({ c, a, b }: Measured, act: Act): Verdict {
  if (act === 'add' && a !== undefined) return verdict(a, 'adding it');
  if (c === undefined) return { update: 'unknown', detail: 'a change was not measured' };
  if (b !== undefined && b !== c && [b, c].includes('r')) {
    return {
      update: 'conditional',
      detail: 'whether a change replaces the resource depends on the value',
    };
  }
  return verdict(c, act === 'add' ? 'adding it' : 'a change');
}

function removalOf({ d, v }: Measured): Verdict {
  if (d === undefined) return { update: 'unknown', detail: 'taking it away was not measured' };
  if (v === true && d === 'r') {
    return {
      update: 'conditional',
      detail: 'whether taking it away replaces the resource depends on its value',
    };
  }
  return verdict(d, 'taking it away');
}

function verdict(action: string, what: string): Verdict {
  switch (action as Action) {
    case 'u':
      return { update: 'in-place', detail: `${what} is an update in place` };
    case 'r':
      return { update: 'replaces', detail: `${what} replaces the resource` };
    case 'n':
      return { update: 'no-op', detail: `a plan does nothing upon ${what}` };
    case 'e':
      return { update: 'update-fails', detail: `${what} is refused when planned` };
    default:
      return { update: 'unknown', detail: `what ${what} does was not clear` };
  }
}
