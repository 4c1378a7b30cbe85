import { typesMentioned } from '../registry/published-modules.ts';
import { type GitHubModule, repositoriesMentioned } from './own-modules.ts';

/** What the text of a file mentions. More than it declares, never less: it only decides what is worth parsing. */
export interface Mentions {
  /** Types of resources, those of published modules that it may call included. */
  readonly types: ReadonlySet<string>;
  /** Sources of local modules, as written. */
  readonly sources: readonly string[];
  /** GitHub repositories that it may call modules of. */
  readonly repositories: readonly GitHubModule[];
  /** Whether it may call modules of elsewhere. */
  readonly callsElsewhere: boolean;
}

/** Reads them off the text, with linear regular expressions. Most files call no module, and are read once only. */
export function mentionsOf(path: string, text: string): Mentions {
  const json = path.endsWith('.json');
  const types = json ? /"([A-Za-z][\w-]*_[\w-]*)"/g : /\bresource\b[ \t]*"?([\w-]+)"?/g;
  const own = captures(text, types);
  if (!text.includes('module'))
    return { types: new Set(own), sources: [], repositories: [], callsElsewhere: false };
  const sources = json ? /"source"\s*:\s*"(\.[^"\n]*)"/g : /\bsource[ \t]*=[ \t]*"(\.[^"\n]*)"/g;
  return {
    types: new Set([...own, ...typesMentioned(text)]),
    sources: captures(text, sources),
    repositories: repositoriesMentioned(text),
    callsElsewhere: /\bsource"?\s*[=:]\s*"[^.]/.test(text),
  };
}

function captures(text: string, expression: RegExp): string[] {
  return Array.from(text.matchAll(expression), (match) => match[1] ?? '');
}
