import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCredentials } from '../../src/config/credentials.ts';
import { variablesFrom } from '../../src/config/variables.ts';
import { saveCredentials, startSetup } from '../../src/entrances/setup-page/start.ts';
import { createLog } from '../../src/foundation/log.ts';

const log = createLog('silent');
const githubApiUrl = 'https://api.github.com';

test('the setup page offers to register the app with the permissions of app.yml', async () => {
  const setup = await startSetup({ host: '127.0.0.1', port: 34_567, githubApiUrl, log });
  try {
    const page = await (await fetch('http://127.0.0.1:34567/probot')).text();
    expect(page).toContain('https://github.com/settings/apps/new');
    expect(page).toContain('pull_requests');
  } finally {
    await setup.stop();
  }
});

test('the setup page is for this machine only', async () => {
  const setup = startSetup({ host: '0.0.0.0', port: 0, githubApiUrl, log });
  await expect(setup).rejects.toThrow(/^APP_ID is not set/);
});

test('what the setup page saves is what the next start reads, and only its owner may', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'sprinkler-env-')), '.env');
  writeFileSync(path, 'PORT=4000\nAPP_ID=1\n', { mode: 0o644 });
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  saveCredentials(path, { APP_ID: '7', PRIVATE_KEY: `"${privateKey}"`, WEBHOOK_SECRET: 's' });
  const variables = variablesFrom({}, readFileSync(path, 'utf8'));
  expect(variables.get('PORT')).toBe('4000');
  expect(readCredentials(variables)).toEqual({ appId: 7, privateKey, webhookSecret: 's' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
