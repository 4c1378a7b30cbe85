import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment, readStoreSettings } from '../../src/config/environment.ts';
import { variablesFrom } from '../../src/config/variables.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const complete = { APP_ID: '12', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'secret' };

function read(environment: Readonly<Record<string, string | undefined>>, dotenv = '') {
  return readEnvironment(variablesFrom(environment, dotenv));
}

test('nothing set means the defaults and no credentials', () => {
  expect(read({})).toMatchObject({
    github: null,
    githubApiUrl: 'https://api.github.com',
    databaseUrl: null,
    role: 'all',
    host: '127.0.0.1',
    port: 3000,
    logLevel: 'info',
  });
});

test('a private key is taken with real and with escaped line ends, and from a file', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'sprinkler-key-')), 'key.pem');
  writeFileSync(path, privateKey);
  const escaped = { ...complete, PRIVATE_KEY: privateKey.replaceAll('\n', '\\n') };
  const fromFile = { ...complete, PRIVATE_KEY: '', PRIVATE_KEY_PATH: path };
  for (const environment of [complete, escaped, fromFile]) {
    expect(read(environment).github).toEqual({
      appId: 12,
      privateKey,
      webhookSecret: 'secret',
    });
  }
});

test('the real environment wins over .env, also when it is empty', () => {
  const dotenv = 'PORT=4000\nHOST=0.0.0.0\nLOG_LEVEL=debug\n';
  expect(read({ PORT: '5000', LOG_LEVEL: '' }, dotenv)).toMatchObject({
    port: 5000,
    host: '0.0.0.0',
    logLevel: 'info',
  });
});

test.each([
  [{ ...complete, APP_ID: undefined }, 'APP_ID'],
  [{ ...complete, APP_ID: 'twelve' }, 'APP_ID'],
  [{ ...complete, PRIVATE_KEY: undefined }, 'PRIVATE_KEY'],
  [{ ...complete, PRIVATE_KEY: 'not a key' }, 'PRIVATE_KEY'],
  [{ ...complete, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nowhere' }, 'PRIVATE_KEY_PATH'],
  [{ ...complete, WEBHOOK_SECRET: ' ' }, 'WEBHOOK_SECRET'],
  [{ GITHUB_API_URL: 'api.github.com' }, 'GITHUB_API_URL'],
  [{ GITHUB_API_URL: 'ftp://host' }, 'GITHUB_API_URL'],
  [{ DATABASE_URL: 'mysql://host/db' }, 'DATABASE_URL'],
  [{ SPRINKLER_ROLE: 'boss' }, 'SPRINKLER_ROLE'],
  [{ SPRINKLER_ROLE: 'web' }, 'DATABASE_URL'],
  [{ PORT: '99999' }, 'PORT'],
  [{ PORT: 'http' }, 'PORT'],
  [{ HOST: 'http://x' }, 'HOST'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
])('%j stops with one line that begins with %s', (environment, name) => {
  expect(() => read(environment)).toThrow(new RegExp(`^${name}\\b[^\\n]*\\.$|^${name}: [^\\n]*$`));
});

test('the message never holds the value of a variable that is secret', () => {
  const secret = 'mysql://user:hunter2@host/db';
  expect(() => read({ DATABASE_URL: secret })).toThrow(expect.not.stringContaining('hunter2'));
});

test('a command on the store needs no GitHub variables to be right', () => {
  expect(readStoreSettings(variablesFrom({ APP_ID: 'x', SPRINKLER_DATA_DIR: '/d' }, null))).toEqual(
    { databaseUrl: null, dataDirectory: '/d' },
  );
});
