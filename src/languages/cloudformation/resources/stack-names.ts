import type { Value } from '../../../model/value.ts';
import type { Deployment } from '../deployments/deployment.ts';
import { unknown } from '../evaluate/values.ts';

/** File names that say nothing about the stack. */
const COMMON =
  /^(template|main|index|stack|cloudformation|cfn|infra|infrastructure|deploy|packaged)$/i;

/**
 * Names that a template's stack may have. Those in samconfig.toml are the known ones; without any,
 * the names of the file and its folder are guesses, and any other name stays possible.
 */
export function stackNamesOf(path: string, deployments: readonly Deployment[]): readonly Value[] {
  const configured = new Set(deployments.flatMap(({ stackName }) => stackName ?? []));
  if (configured.size > 0) return [...configured].map(text);
  const [file = '', folder] = path.split('/').reverse();
  const guesses = [file.replace(/\..*$/, ''), folder ?? ''].filter(
    (guess) => guess !== '' && !COMMON.test(guess),
  );
  return [...guesses.map(text), ...guesses.flatMap(asWord), anyName];
}

const anyName = unknown('nothing in the repository names the stack');

/** `prod-shop` and `shop-eu` are likely stacks of `shop.yaml`. */
function asWord(guess: string): readonly Value[] {
  return [
    { ...anyName, pattern: [null, `-${guess}`] },
    { ...anyName, pattern: [`${guess}-`, null] },
    { ...anyName, pattern: [null, `-${guess}-`, null] },
  ];
}

function text(value: string): Value {
  return { kind: 'string', value, origin: null };
}
