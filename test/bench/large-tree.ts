import { readFileSync } from 'node:fs';
import { NO_CONFIG } from '../../src/config/repository/config.ts';
import { openCheckout } from '../../src/entrances/command-line/checkout.ts';
import { bundledTemplates, loadFrom } from '../../src/entrances/command-line/read-templates.ts';
import { languages } from '../../src/jobs/languages.ts';
import { remediate } from '../../src/jobs/remediate/remediate.ts';
import { scanCode } from '../../src/jobs/scan-code.ts';
import { readReport } from '../../src/pipeline/ingest/read-report.ts';
import { generateTree } from './generated-tree.ts';
import { type BenchRow, milliseconds } from './measure.ts';

/** `scan` of 10,000 Terraform files, and one `fix` in them, beside only reading the files. */
export async function measureLargeTree(): Promise<readonly BenchRow[]> {
  const tree = generateTree();
  const templates = loadFrom([bundledTemplates]);
  const open = () =>
    openCheckout(tree.directory, (path) => languages.some((language) => language.claims(path)));
  const finding = {
    id: 'f1',
    control: 'S3.8',
    resource: {
      id: 'arn:aws:s3:::acme-prod-123-data',
      account: '111122223333',
      region: 'eu-west-1',
    },
  };
  const { findings } = readReport(JSON.stringify(finding));
  try {
    const reading = await milliseconds(
      () => tree.files.map((file) => readFileSync(file, 'utf8')).length,
      1,
    );
    const scanning = await milliseconds(
      () => scanCode({ tree: open(), languages, templates, config: NO_CONFIG }),
      1,
    );
    const fixing = await milliseconds(
      () =>
        remediate({ tree: open(), languages, templates, findings, config: NO_CONFIG, state: null }),
      1,
    );
    const row = (name: string, figure: number): BenchRow => ({
      name,
      figure,
      unit: 'ms',
      baseline: 'only reading the 10,000 files',
      ratio: figure / reading,
    });
    return [
      row('scan of 10,000 Terraform files', scanning),
      row('one fix in 10,000 Terraform files', fixing),
    ];
  } finally {
    tree.remove();
  }
}
