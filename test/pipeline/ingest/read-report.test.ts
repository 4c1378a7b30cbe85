import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/pipeline/ingest/read-report.ts';
import { gist, sampleText } from './samples.ts';

const report = JSON.parse(sampleText('asff/consolidated-s3.8.json'));
const [one] = report.Findings;
const expected = ['security-hub S3.8 AWS::S3::Bucket marketing-assets failed'];

/** The same finding in every envelope it travels in. */
const envelopes: readonly (readonly [string, string])[] = [
  ['a single object', JSON.stringify(one)],
  ['a list', JSON.stringify([one])],
  ['GetFindings', JSON.stringify({ Findings: [one], NextToken: 'x' })],
  ['an export', JSON.stringify({ findings: [one] })],
  ['a byte order mark', `\ufeff${JSON.stringify(report)}`],
  ['NDJSON', `${JSON.stringify(one)}\n\n`],
  [
    'EventBridge',
    JSON.stringify({
      source: 'aws.securityhub',
      'detail-type': 'Security Hub Findings - Imported',
      detail: { findings: [one] },
    }),
  ],
  ['SNS', JSON.stringify({ Type: 'Notification', Message: JSON.stringify(report) })],
  ['SNS in Lambda', JSON.stringify({ Records: [{ Sns: { Message: JSON.stringify(report) } }] })],
  ['SQS in Lambda', JSON.stringify({ Records: [{ messageId: '1', body: JSON.stringify(one) }] })],
  ['SQS', JSON.stringify({ Messages: [{ Body: JSON.stringify(one) }] })],
  [
    'EventBridge in SNS in SQS',
    JSON.stringify({
      Records: [
        {
          body: JSON.stringify({
            Type: 'Notification',
            Message: JSON.stringify({ 'detail-type': 'x', detail: { findings: [one] } }),
          }),
        },
      ],
    }),
  ],
];

/** Texts that are no report, and the one sentence about each. */
const unreadable: readonly (readonly [string, string, string])[] = [
  ['nothing', '', 'The report is empty.'],
  ['blanks', ' \n\t', 'The report is empty.'],
  ['a comma too many', '{\n  "Findings": [],\n}', 'not valid JSON, from line 3, column 1 on'],
  ['a cut end', '{"Findings": [', 'not valid JSON, from line 1, column 15 on'],
  ['HTML', '<!doctype html>', 'begins with neither { nor ['],
  ['a number', '7', '$: expected an object, received number.'],
  ['null', 'null', '$: expected an object'],
  ['an empty object', '{}', '$: an empty object is no finding in a known format'],
  ['another object', '{"a<b>":1}', '$: an object with the keys a?b? is no finding'],
  ['a number in a list', '{"Findings":[3]}', '$.Findings[0]: expected an object, received number.'],
  [
    'a message of words',
    '{"Type":"Notification","Message":"hi"}',
    '$.Message: the message is not JSON.',
  ],
  ['deep lists', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'wrapped in more than 12 envelopes'],
  ['half a deep list', '['.repeat(200_000), 'not valid JSON'],
  [
    'a deep finding',
    `{"Resources":[],"x":${'{"y":'.repeat(100)}1${'}'.repeat(100)}}`,
    '$: is nested too deeply.',
  ],
  ['no id', JSON.stringify({ ...one, Id: undefined }), '$.Id: expected string, and it is missing.'],
  ['an empty id', JSON.stringify({ ...one, Id: ' ' }), '$.Id: is empty.'],
  ['a huge id', JSON.stringify({ ...one, Id: 'x'.repeat(9999) }), '$.Id: is too long for an id.'],
  ['no resource', JSON.stringify({ ...one, Resources: [] }), '$.Resources: is empty'],
  [
    'a resource without id',
    JSON.stringify({ Findings: [{ ...one, Resources: [{ Type: 'AwsS3Bucket' }] }] }),
    '$.Findings[0].Resources[0].Id: expected string, and it is missing.',
  ],
];

describe('readReport', () => {
  it.each(envelopes)('reads a finding in %s', (_name, text) => {
    const reading = readReport(text);
    expect(reading.findings.map(gist)).toEqual(expected);
    expect(reading.invalid).toEqual([]);
  });

  it.each(unreadable)('says what is wrong with %s', (_name, text, reason) => {
    const reading = readReport(text);
    expect(reading.findings).toEqual([]);
    expect(reading.invalid).toHaveLength(1);
    expect(reading.invalid[0]?.reason).toContain(reason);
  });

  it('reads the good items beside a bad one', () => {
    const other = { ...one, Id: 'other' };
    const reading = readReport(JSON.stringify([one, { ...one, Resources: 'x' }, other]));
    expect(reading.findings.map(({ id }) => id)).toEqual([one.Id, 'other']);
    expect(reading.invalid).toEqual([
      {
        id: one.Id,
        source: 'security-hub',
        reason: '$[1].Resources: expected array, received string.',
      },
    ]);
  });

  it('reads the good lines of NDJSON beside a broken one', () => {
    const text = [JSON.stringify(one), '{"Id": ', JSON.stringify({ ...one, Id: 'other' })].join(
      '\r\n',
    );
    const reading = readReport(text);
    expect(reading.findings).toHaveLength(2);
    expect(reading.invalid[0]?.reason).toMatch(/^Line 2 is not valid JSON, from column \d on\.$/);
  });

  it('keeps the last update of an id that comes twice, and counts the other', () => {
    const later = { ...one, UpdatedAt: '2026-01-03T00:00:00Z', Title: 'later' };
    for (const list of [
      [one, later],
      [later, one],
    ]) {
      const reading = readReport(JSON.stringify(list));
      expect(reading.findings.map(({ title }) => title)).toEqual(['later']);
      expect(reading.duplicates).toBe(1);
    }
  });

  it('refuses a second finding with the id of another resource', () => {
    const [, bucket] = one.Resources;
    const moved = { ...one, Resources: [{ ...bucket, Id: 'arn:aws:s3:::other' }] };
    const reading = readReport(JSON.stringify([one, moved]));
    expect(reading.findings).toHaveLength(1);
    expect(reading.invalid[0]?.reason).toContain('that of another finding');
  });

  it('leaves nothing that PostgreSQL cannot store or that reaches a prototype', () => {
    const [, bucket] = one.Resources;
    const text = JSON.stringify({ ...one, Title: 'a\0b\ud800', Resources: [bucket] }).replace(
      '"OwnerId"',
      '"__proto__":{"polluted":true},"OwnerId"',
    );
    const [read] = readReport(text).findings;
    expect(read?.title).toBe('a\ufffdb\ufffd');
    expect(Object.keys(read?.resource.details ?? {})).toEqual(['Name', 'OwnerId']);
    expect('polluted' in {}).toBe(false);
  });

  it('keeps a tag that is named like a property of objects', () => {
    const [read] = readReport(JSON.stringify(one)).findings;
    expect(read?.resource.tags.constructor).toBe('tag');
    expect(read?.resource.tags.toString).toBeUndefined();
  });

  it('never throws, whatever is changed in a report', () => {
    const samples = [
      'asff/cis-41.json',
      'ocsf/prowler.json',
      'aws-config/evaluation-results.json',
      'sarif/trivy.json',
      'plain/findings.json',
    ];
    const texts = samples.map(sampleText);
    const piece = fc.oneof(
      fc.json(),
      fc.constantFrom('"', '{', ']', '\\u0000', '__proto__', ',', 'null', '-1e999'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(40), piece, (text, at, cut, put) => {
        const start = at % text.length;
        const reading = readReport(text.slice(0, start) + put + text.slice(start + cut));
        expect(JSON.stringify(reading)).not.toContain('\\u0000');
      }),
      { numRuns: 500 },
    );
  });

  it('never throws when a value in a report is another one, and keeps the shape of what it reads', () => {
    const base = JSON.parse(sampleText('asff/consolidated-s3.8.json'));
    const keys = Object.keys(base.Findings[0]);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const { findings, invalid, setAside } = readReport(
          JSON.stringify({ ...base.Findings[0], [key]: value }),
        );
        expect(findings.length + invalid.length + setAside.length).toBe(1);
        for (const read of findings) {
          expect(typeof read.id).toBe('string');
          expect(typeof read.title).toBe('string');
          expect(Array.isArray(read.requirements)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
