import { closest } from '../../foundation/closest.ts';
import { ok, type Result } from '../../foundation/result.ts';
import type { ConfigProblem } from '../problem.ts';
import { readYaml } from '../yaml-document.ts';
import { extendsOf, type RepositoryConfig, withDefaults } from './config.ts';
import { mergeDocuments } from './merge.ts';
import { PRESETS } from './presets.ts';
import { MAX_CONFIG_LENGTH, type RepositoryDocument, repositoryDocument } from './schema.ts';

const PRESET = 'preset:';
const REPOSITORY_NAME = /^[A-Za-z0-9._-]{1,100}$/;

/** The schema, and what it cannot say: which presets there are, and that a repository is named without its owner. */
const checkedDocument = repositoryDocument.superRefine((document, context) => {
  extendsOf(document).forEach((name, index) => {
    if (presetNamed(name) !== null || REPOSITORY_NAME.test(name)) return;
    context.addIssue({
      code: 'custom',
      path: typeof document.extends === 'string' ? ['extends'] : ['extends', index],
      input: name,
      ...(name.startsWith(PRESET)
        ? {
            message: `must be one of ${presetNames().join(', ')}`,
            params: { meant: closest(name, presetNames()) },
          }
        : {
            message:
              'must be the name of a repository of the same owner, without the owner, or preset:NAME',
            params: { meant: null },
          }),
    });
  });
});

/**
 * Reads a `.github/sprinkler.yml` on its own, as the command line does: presets are merged in, other
 * repositories that it extends are not at hand and left out. `path` is for the messages.
 */
export function parseRepositoryConfig(
  text: string,
  path: string,
): Result<RepositoryConfig, readonly ConfigProblem[]> {
  const document = parseRepositoryDocument(text, path);
  if (!document.ok) return document;
  const bases = extendsOf(document.value).flatMap((name) => presetNamed(name) ?? []);
  return ok(withDefaults([...bases, document.value].reduce(mergeDocuments)));
}

/** What the file itself says, before anything that it extends. */
export function parseRepositoryDocument(
  text: string,
  path: string,
): Result<RepositoryDocument, readonly ConfigProblem[]> {
  return readYaml(text, path, checkedDocument, MAX_CONFIG_LENGTH);
}

/** The bundled preset that `preset:NAME` names; null for anything else. */
export function presetNamed(name: string): RepositoryDocument | null {
  return name.startsWith(PRESET) ? (PRESETS.get(name.slice(PRESET.length)) ?? null) : null;
}

function presetNames(): readonly string[] {
  return [...PRESETS.keys()].map((name) => `${PRESET}${name}`);
}
