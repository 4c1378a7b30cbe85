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
  const guesses = [file.replace(/\..*$/, ''), folder ?? ''];
  return [
    ...guesses.filter((guess) => guess !== '' && !COMMON.test(guess)).map(text),
    unknown('nothing in the repository names the stack'),
  ];
}

function text(value: string): Value {
  return { kind: 'string', value, origin: null };
}
