import { describe, expect, test } from 'vitest';
import {
  chooseRepository,
  type RepositoryAnswer,
} from '../../../src/jobs/remediate/choose-repository.ts';
import type { Location } from '../../../src/model/outcome.ts';
import { finding } from '../../support/finding.ts';

const location: Location = {
  file: 'main.tf',
  line: 1,
  endLine: 3,
  address: 'aws_s3_bucket.assets',
  language: 'terraform',
  confidence: 'likely',
  evidence: [],
  runnersUp: [],
};
const located = (repository: string, points: number): RepositoryAnswer => ({
  repository,
  located: { kind: 'located', location, points, resources: [] },
});
const ambiguous = (repository: string, points: number): RepositoryAnswer => ({
  repository,
  located: { kind: 'ambiguous', reason: 'two fit', location, points },
});
const nowhere = (repository: string, weak: Location | null = null): RepositoryAnswer => ({
  repository,
  located: { kind: 'not-located', reason: 'weak', location: weak },
});

describe('the repository that a finding belongs to', () => {
  test.each<[string, RepositoryAnswer[], boolean, unknown]>([
    ['the only one', [nowhere('a'), located('b', 60)], true, { repository: 'b' }],
    ['the clearly best', [located('a', 90), located('b', 60)], true, { repository: 'a' }],
    [
      'none of two that are equally good',
      [located('a', 60), located('b', 60)],
      true,
      { outcome: { outcome: 'ambiguous', reason: expect.stringContaining('a and b') } },
    ],
    [
      'none when the lead is small',
      [located('a', 60), located('b', 55)],
      true,
      { outcome: { outcome: 'ambiguous' } },
    ],
    [
      'the one whose own blocks cannot be told apart, as an end',
      [ambiguous('a', 90), located('b', 60)],
      true,
      { outcome: { outcome: 'ambiguous', reason: 'Two fit.' }, repository: 'a' },
    ],
    ['none in all repositories', [nowhere('a')], true, { outcome: { outcome: 'unmanaged' } }],
    [
      'none while some are not indexed',
      [nowhere('a')],
      false,
      { outcome: { outcome: 'not-located' } },
    ],
    [
      'none where the configuration does not say where a setting goes',
      [nowhere('a'), { ...nowhere('b'), open: 'say where' }],
      true,
      { outcome: { outcome: 'not-located', reason: 'Say where.' }, repository: null },
    ],
    [
      'none where the evidence is weak',
      [nowhere('a', location)],
      true,
      { outcome: { outcome: 'not-located', location: { file: 'main.tf' } }, repository: 'a' },
    ],
  ])('is %s', (_, answers, complete, expected) => {
    expect(chooseRepository(finding(), answers, complete, null)).toMatchObject(expected as object);
  });

  test('is not at hand when a state knows what no code makes: that is managed, and not by nobody', () => {
    const choice = chooseRepository(finding(), [nowhere('a')], true, 'module.x.aws_s3_bucket.this');
    expect(choice).toMatchObject({
      outcome: {
        outcome: 'not-located',
        reason: expect.stringContaining('maps the resource to module.x.aws_s3_bucket.this'),
      },
    });
  });
});
