import { describe, expect, test } from 'vitest';
import { ownersOf, parseCodeOwners } from '../../../src/pipeline/deliver/code-owners.ts';

const owners = (text: string, ...paths: string[]) => ownersOf(parseCodeOwners(text), paths);

describe('CODEOWNERS', () => {
  // The first ten are the examples of GitHub's own page.
  test.each([
    ['*', 'any/file.tf', true],
    ['*.js', 'a/b.js', true],
    ['*.js', 'a/b.ts', false],
    ['/build/logs/', 'build/logs/a/b', true],
    ['/build/logs/', 'x/build/logs/a', false],
    ['docs/*', 'docs/getting-started.md', true],
    ['docs/*', 'docs/build-app/troubleshooting.md', false],
    ['apps/', 'x/apps/y', true],
    ['/docs/', 'docs/a', true],
    ['**/logs', 'deeply/nested/logs/a', true],
    ['/modules/site', 'modules/site/main.tf', true],
    ['/modules/site', 'modules/sites/main.tf', false],
    ['modules/', '.github/modules/a', true],
    ['.github/', '.github/workflows/ci.yml', true],
    ['a\\ b/', 'a b/c', true],
    ['{a,b}', 'a', false],
  ])('%j owns %j: %s', (pattern, path, owned) => {
    expect(owners(`${pattern} @alice`, path)).toEqual(owned ? ['alice'] : []);
  });

  test('lets the last matching rule decide, also one without owners', () => {
    const text = '* @all\n/infra/ @acme/platform @bob # the team\n/infra/open/\n';
    expect(owners(text, 'README.md')).toEqual(['all']);
    expect(owners(text, 'infra/main.tf')).toEqual(['acme/platform', 'bob']);
    expect(owners(text, 'infra/open/main.tf')).toEqual([]);
    expect(owners(text, 'infra/main.tf', 'README.md')).toEqual(['all', 'acme/platform', 'bob']);
  });

  test.each([
    ['a comment', '# * @alice'],
    ['an e-mail address', '* alice@example.com'],
    ['a negation', '!* @alice'],
    ['a range', '[a-z] @alice'],
    ['something that is no login', '* @-alice @a/b/c @../x @'],
    ['an empty line', '\n\r\n'],
  ])('gives no owner for %s', (_, text) => {
    expect(owners(text, 'a')).toEqual([]);
  });

  test('is quick on a hostile pattern', () => {
    const text = `${'*a'.repeat(240)} @alice\n${'**/'.repeat(160)}x @alice`;
    expect(owners(text, `${'a'.repeat(2_000)}b`)).toEqual([]);
  });
});
