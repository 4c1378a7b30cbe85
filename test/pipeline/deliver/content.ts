import type { Finding } from '../../../src/model/finding.ts';
import type { Change, FindingOutcome } from '../../../src/model/outcome.ts';
import type { ChangeFinding, PullRequestContent } from '../../../src/model/pull-request.ts';

/** A finding on a public bucket, as the tests of delivery use it; `text` stands wherever outside text can. */
export function sampleContent(text: string | null = null): PullRequestContent {
  return { change: sampleChange(text), findings: [sampleFinding(text)], notes: text ? [text] : [] };
}

export function sampleChange(text: string | null = null): Change {
  return {
    id: 'c1',
    title: `Block public access of ${text ?? 'marketing-assets'}`,
    readyToMerge: text === null,
    blockers: text === null ? [] : [text],
    priority: 'P1',
    edits: [
      {
        path: text ?? 'modules/site/main.tf',
        range: { start: 0, end: 0 },
        text: '# fixed\n',
        layer: 'companion',
      },
    ],
    findings: ['f1'],
    fingerprints: ['S3.8:marketing-assets'],
  };
}

function sampleFinding(text: string | null): ChangeFinding {
  const finding: Finding = {
    id: 'f1',
    source: 'security-hub',
    control: text ?? 'S3.8',
    checks: [{ scheme: 'security-hub', id: text ?? 'S3.8' }],
    title: text ?? 'S3 general purpose buckets should block public access',
    description: '',
    severity: 'HIGH',
    status: 'failed',
    active: true,
    resource: {
      id: text ?? 'arn:aws:s3:::marketing-assets',
      type: 'AWS::S3::Bucket',
      partition: 'aws',
      account: '123456789012',
      region: 'eu-west-1',
      tags: {},
      names: ['marketing-assets'],
      details: {},
    },
    requirements: text ? [text, `CIS ${text}`] : ['NIST.800-53.r5 AC-21'],
    remediationUrl: text,
    firstSeen: null,
    updatedAt: null,
    codeLocation: null,
  };
  return { finding, outcome: sampleOutcome(text), words: sampleWords(text) };
}

function sampleWords(text: string | null): ChangeFinding['words'] {
  return {
    exposure: `Anyone on the internet can read the objects of \`${text ?? 'marketing-assets'}\`.`,
    change: 'Adds a public access block with all four settings on.',
    rollback: text,
    requirements: ['CIS AWS Foundations v5.0.0 2.1.4'],
  };
}

function sampleOutcome(text: string | null): FindingOutcome {
  return {
    id: 'f1',
    source: 'security-hub',
    control: 'S3.8',
    resource: 'arn:aws:s3:::marketing-assets',
    outcome: 'fixed',
    reason: null,
    location: {
      file: text ?? 'modules/site/main.tf',
      line: 12,
      endLine: 18,
      address: text ?? 'module.site.aws_s3_bucket.this["eu"]',
      language: 'terraform',
      confidence: 'certain',
      evidence: [{ kind: 'name', detail: `its bucket name is \`${text ?? 'marketing-assets'}\`` }],
      runnersUp: [],
    },
    template: 'aws.s3.block-public-access',
    risk: { update: 'in-place', dataLoss: false, notes: text ? [text] : [] },
    proofs: [
      { name: 'predicate-flips', passed: true, detail: text ?? 'public before, private after' },
    ],
    change: 'c1',
  };
}
