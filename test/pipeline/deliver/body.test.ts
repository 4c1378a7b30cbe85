import { describe, expect, test } from 'vitest';
import {
  issueText,
  pullRequestBody,
  pullRequestText,
} from '../../../src/pipeline/deliver/body/body.ts';
import { hostileStrings } from '../../hostile-strings.ts';
import { sampleContent } from './content.ts';

const OWN_LINKS =
  /\]\(https:\/\/(docs\.aws\.amazon\.com|www\.cisecurity\.org|csrc\.nist\.gov)\/[\w./#-]+\)/g;

describe('the body of a pull request', () => {
  test('answers a reviewer’s questions in order', () => {
    expect(pullRequestBody(sampleContent())).toBe(
      `Anyone on the internet can read the objects of \`marketing-assets\`.

### What changes
- Adds a public access block with all four settings on.

In \`modules/site/main.tf\`.

### Why this code
- \`module.site.aws_s3_bucket.this["eu"]\` (\`modules/site/main.tf:12-18\`) made \`arn:aws:s3:::marketing-assets\`, certain: its bucket name is \`marketing-assets\`

### What merging does
- Applying it updates the running resource in place.

### What was proven
- ✓ predicate-flips: public before, private after

### Findings
| Finding | Severity | Resource | Requirements |
| --- | --- | --- | --- |
| [S3.8](https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8) S3 general purpose buckets should block public access | high | \`arn:aws:s3:::marketing-assets\` | [CIS AWS Foundations v5.0.0 2.1.4](https://www.cisecurity.org/benchmark/amazon_web_services); [NIST.800-53.r5 AC-21](https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final) |

### Not what you want?
- **Decline:** close this pull request without merging. It is not proposed again until the root cause changes.
- **No such fixes here:** set \`enabled: false\` for the template (\`aws.s3.block-public-access\`) under \`templates\` in \`.github/sprinkler.yml\`.
- **Do it differently:** push to this branch. From then on it is yours and is not touched again.
`,
    );
  });

  test('says first why it is not ready to merge', () => {
    const content = sampleContent();
    const change = { ...content.change, readyToMerge: false, blockers: ['The volume holds data.'] };
    expect(pullRequestBody({ ...content, change })).toContain(
      '**Not ready to merge:**\n- The volume holds data.',
    );
  });

  test.each([
    ['replaces', null, 'destroyed and made anew'],
    ['replaces', true, 'would be lost'],
    ['restart', null, 'not known'],
    ['conditional', false, 'look at the plan'],
    ['update-fails', false, 'will fail'],
    ['unknown', null, 'not known'],
  ] as const)('warns of an update that %s (data loss: %s)', (update, dataLoss, expected) => {
    const content = sampleContent();
    const findings = content.findings.map((each) => ({
      ...each,
      outcome: { ...each.outcome, risk: { update, dataLoss, notes: [] } },
    }));
    expect(pullRequestBody({ ...content, findings })).toContain(expected);
  });

  test('stays below GitHub’s limit with 5,000 findings of long words', () => {
    const content = sampleContent('x'.repeat(2_000));
    const findings = Array.from({ length: 5_000 }, () => content.findings).flat();
    const body = pullRequestBody({ ...content, findings });
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('and 4975 more findings');
  });

  test('is cut between lines when many different findings are long', () => {
    const findings = Array.from({ length: 50 }, (_, index) =>
      sampleContent(`${index}${'*'.repeat(2_000)}`).findings.map((each) => ({
        ...each,
        finding: {
          ...each.finding,
          requirements: Array.from({ length: 20 }, (_, at) => `${at}${'_'.repeat(100)}`),
        },
      })),
    ).flat();
    const body = pullRequestBody({ ...sampleContent(), findings });
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('\n\n… and more.\n\n### Not what you want?');
  });

  test('links a publication once for all of its requirements', () => {
    const content = sampleContent();
    const findings = content.findings.map((each) => ({
      ...each,
      finding: {
        ...each.finding,
        requirements: ['NIST.800-53.r5 AC-4(21)', 'Our own rule', 'NIST.800-53.r5 SC-7'],
      },
    }));
    const body = pullRequestBody({ ...content, findings });
    expect(body).toContain(
      '[NIST.800-53.r5 AC-4(21), SC-7](https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final); Our own rule |',
    );
  });

  test('says of each fix what it does and how it is undone', () => {
    const content = sampleContent();
    const fix = (change: string, rollback: string) =>
      content.findings.map((each) => ({ ...each, words: { ...each.words, change, rollback } }));
    const body = pullRequestBody({
      ...content,
      findings: [...fix('Encrypts it.', 'Decrypt it.'), ...fix('Hides it.', 'Show it.')],
    });
    expect(body).toContain(`### What merging does
**Encrypts it.**
- Applying it updates the running resource in place.
- To undo: Decrypt it.

**Hides it.**
- Applying it updates the running resource in place.
- To undo: Show it.
`);
  });

  test('says a sentence of several findings once', () => {
    const content = sampleContent();
    const body = pullRequestBody({
      ...content,
      findings: [...content.findings, ...content.findings],
    });
    expect(body.match(/Adds a public access block/g)).toHaveLength(1);
  });
});

describe('an issue that proposes a change', () => {
  const diff = '--- a/main.tf\n+++ b/main.tf\n@@ -1 +1 @@\n-# vulnerable\n+# fixed\n';

  test('has the facts of the pull request, what to do now, and the diff', () => {
    const { title, body } = issueText(sampleContent(), diff);
    expect(title).toBe('fix(s3): block public access of marketing-assets');
    expect(body).toContain('### What was proven');
    expect(body).toContain('`mode: pull-request`');
    expect(body).toContain(`\`\`\`diff\n${diff}\`\`\``);
    expect(body).not.toContain('close this pull request');
  });

  test('stays below GitHub’s limit with a long diff', () => {
    const { body } = issueText(sampleContent('x'.repeat(2_000)), '+ line\n'.repeat(50_000));
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('… and more.');
  });
});

describe('hostile text', () => {
  const shown = hostileStrings.filter((text) => text.trim() !== '');
  test.each(shown.map((text) => [text.slice(0, 60), text]))(
    'does nothing in title, body or commit: %j',
    (_, text) => {
      const clean = pullRequestText(sampleContent('x'));
      const { title, body, commitMessage } = pullRequestText(sampleContent(text));
      const words = [title, body.replace(OWN_LINKS, ']'), commitMessage].join('\n');
      expect(words).not.toMatch(/@[\w-]|#\d|\bgh-\d|:\/\/|www\.|\[(skip|ci|no)\s|skip-checks:/i);
      expect(body.replace(/`[^`\n]*`/g, '').replace(/\\[<>]/g, '')).not.toMatch(/[<>]/);
      // The shape is ours alone: as many lines, headings, cells and spans as with a harmless text.
      expect(shape(body)).toEqual(shape(clean.body));
      expect(commitMessage.split('\n')).toHaveLength(clean.commitMessage.split('\n').length);
      expect(title).not.toContain('\n');
      expect(title.startsWith('fix(s3): ')).toBe(true);
    },
  );
});

function shape(body: string): unknown {
  const lines = body.split('\n');
  const tableRow = lines.find((line) => line.includes('| high |')) ?? '';
  return {
    lines: lines.length,
    headings: lines.filter((line) => line.startsWith('### ')),
    cells: tableRow.replaceAll('\\|', '').split('|').length,
  };
}
