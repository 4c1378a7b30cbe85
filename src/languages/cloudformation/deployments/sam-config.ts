import { lineStart, nextLine } from '../syntax/lines.ts';
import type { Deployment, WrittenParameter } from './deployment.ts';

/** What samconfig.toml says of one environment's deployment. */
export interface SamEnvironment extends Deployment {
  /** `template_file` as written; null for the default names. */
  readonly templateFile: string | null;
}

interface Setting {
  readonly key: string;
  /** The texts of a string, or of a list of strings, each with the offset of its first character. */
  readonly texts: readonly { readonly text: string; readonly start: number }[];
}

/**
 * The few settings of samconfig.toml that matter: string and list-of-string values of
 * `[environment.deploy.parameters]` and `[environment.global.parameters]`, one line each. Anything
 * else in the file is passed over. This is no TOML reader: a text with escapes or in three quotes is
 * left out, and so is what depends on it.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
 */
export function readSamConfig(path: string, text: string): readonly SamEnvironment[] {
  const environments = new Map<string, Map<string, Setting>>();
  let current: Map<string, Setting> | null = null;
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const start = lineStart(text, at);
    const line = text.slice(start, nextLine(text, at)).trimEnd();
    const table = /^\s*\[([^\]]*)\]/.exec(line)?.[1];
    if (table !== undefined) {
      const match = /^([\w-]+)\.(deploy|global)\.parameters$/.exec(table.replace(/["'\s]/g, ''));
      const name = match?.[1];
      current = name === undefined ? null : (environments.get(name) ?? new Map<string, Setting>());
      if (name !== undefined && current !== null) environments.set(name, current);
      continue;
    }
    const setting = current === null ? null : settingOf(line, start);
    if (setting !== null) current?.set(setting.key, setting);
  }
  return [...environments].map(([name, settings]) => environmentOf(path, name, settings));
}

function settingOf(line: string, start: number): Setting | null {
  const match = /^\s*([\w-]+)\s*=\s*(.*)$/.exec(line);
  const [, key, value] = match ?? [];
  if (key === undefined || value === undefined) return null;
  const valueStart = start + line.length - value.length;
  if (!/^["'[]/.test(value) || value.startsWith('"""') || value.startsWith("'''")) return null;
  const texts = [...value.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map((found) => ({
    // A literal text, or one whose only escapes are quotes around an override's value.
    text: found[1] ?? found[2] ?? '',
    start: valueStart + found.index + 1,
  }));
  return { key, texts: value.startsWith('[') ? texts : texts.slice(0, 1) };
}

function environmentOf(
  path: string,
  name: string,
  settings: ReadonlyMap<string, Setting>,
): SamEnvironment {
  const textAt = (key: string) => settings.get(key)?.texts[0]?.text ?? null;
  const pairs = (key: string) => (settings.get(key)?.texts ?? []).flatMap(overrides);
  return {
    path,
    label: `${path} environment ${name}`,
    stackName: textAt('stack_name'),
    region: textAt('region'),
    templateFile: textAt('template_file') ?? textAt('template'),
    parameters: new Map(pairs('parameter_overrides')),
    tags: new Map(pairs('tags').map(([key, { text }]) => [key, text])),
  };
}

/** `Key=value Other=\"two words\"`, as in `parameter_overrides`. */
function overrides(source: {
  readonly text: string;
  readonly start: number;
}): readonly (readonly [string, WrittenParameter])[] {
  const pattern = /(?<![\w.:-])([\w.:-]{1,255})=(\\"((?:[^"\\]|\\[^"])*)\\"|"([^"]*)"|[^\s"\\]*)/g;
  return [...source.text.matchAll(pattern)].map((match) => {
    const [whole, key = '', raw = '', escaped, quoted] = match;
    const start = source.start + match.index + whole.length - raw.length;
    const range = { start, end: start + raw.length };
    return [key, { text: escaped ?? quoted ?? raw, range, quoting: 'override' }];
  });
}
