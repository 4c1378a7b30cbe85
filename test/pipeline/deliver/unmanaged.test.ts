import { describe, expect, it } from 'vitest';
import { originOf } from '../../../src/pipeline/deliver/origin-of.ts';
import { unmanagedIssues } from '../../../src/pipeline/deliver/unmanaged.ts';
import { hostileStrings } from '../../hostile-strings.ts';
import { finding } from '../../support/finding.ts';

describe('issues about what no code makes', () => {
  it('are one for each resource, with all that it fails and where it came from', () => {
    const tags = { 'aws:createdBy': 'IAMUser:AIDA:mia', Owner: 'web' };
    const details = { CreationDate: '2026-01-02T03:04:05Z' };
    const about = (id: string) => ({ id, tags, details });
    const issues = unmanagedIssues([
      finding({ cloud: about('arn:aws:s3:::a') }),
      finding({ cloud: about('arn:aws:s3:::b') }),
      finding({ control: 'S3.5', title: 'Plain HTTP', cloud: about('arn:aws:s3:::a') }),
    ]);
    expect(issues.map(({ title }) => title)).toEqual([
      'Managed by no code: arn:aws:s3:::a',
      'Managed by no code: arn:aws:s3:::b',
    ]);
    expect(issues[0]?.body).toMatch(/- Creator: `IAMUser:AIDA:mia`/);
    expect(issues[0]?.body).toMatch(/- Owner by its tags: `web`/);
    expect(issues[0]?.body).toMatch(/- Made: `2026-01-02T03:04:05Z`/);
    expect(issues[0]?.body).toMatch(/`S3\.8` .*\n- `S3\.5` Plain HTTP \(high\)/);
  });

  it('tell equal ids of two accounts or regions apart', () => {
    const at = (account: string, region: string) =>
      finding({ cloud: { id: 'vol-1', account, region } });
    const issues = unmanagedIssues([
      at('1', 'eu-west-1'),
      at('2', 'eu-west-1'),
      at('1', 'us-east-1'),
    ]);
    expect(new Set(issues.map(({ title }) => title)).size).toBe(3);
  });

  it.each(hostileStrings)('show %j as text', (text) => {
    const [issue] = unmanagedIssues([
      finding({ title: text, cloud: { id: text, type: text, tags: { CreatedBy: text } } }),
    ]);
    const { title = '', body = '' } = issue ?? {};
    const words = `${title}\n${body}`;
    expect(words).not.toMatch(/@[\w-]|#\d|\bgh-\d|:\/\/|www\.|\[(skip|ci|no)\s|skip-checks:/i);
    expect(body.replace(/`[^`\n]*`/g, '').replace(/\\[<>]/g, '')).not.toMatch(/[<>]/);
    expect(title).not.toContain('\n');
  });
});

describe('where a resource came from', () => {
  it.each([
    [{ created_by: 'mia' }, {}, 'Creator: mia'],
    [{ Creator: ' ', CreatedBy: 'leo' }, {}, 'Creator: leo'],
    [{}, { CreatedBy: 'arn:aws:iam::1:user/mia' }, 'Creator: arn:aws:iam::1:user/mia'],
    [{ 'aws:cloudformation:stack-name': 'shop' }, {}, 'CloudFormation stack: shop'],
    [{ 'eks:cluster-name': 'prod' }, {}, 'EKS cluster: prod'],
    [{}, { LaunchTime: '2026-01-01T00:00:00Z' }, 'Made: 2026-01-01T00:00:00Z'],
    [{ Name: 'web' }, { CreatedBy: { nested: true } }, ''],
  ])('%j with the details %j', (tags, details, expected) => {
    const { resource } = finding({ cloud: { tags: { ...tags }, details } });
    expect(
      originOf(resource)
        .map(({ what, value }) => `${what}: ${value}`)
        .join(),
    ).toBe(expected);
  });
});
