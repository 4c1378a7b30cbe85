import { expect, test } from 'vitest';
import { createLog, withoutSecrets } from '../../src/foundation/log.ts';

test('a line has its time, level and the fields of its child', () => {
  const lines: string[] = [];
  const log = createLog('info', (line) => lines.push(line));
  log.child({ owner: 'acme', finding: 'f1' }).info({ repository: 'shop' }, 'located');
  log.debug('not written');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    owner: 'acme',
    finding: 'f1',
    repository: 'shop',
    msg: 'located',
    time: expect.stringMatching(/^\d{4}-/),
  });
});

test('secrets are taken out, by the name of their field and by their looks', () => {
  const lines: string[] = [];
  const log = createLog('info', (line) => lines.push(line));
  const token = `ghs_${'a'.repeat(36)}`;
  log.info({ token: 'one', a: { privateKey: 'two', b: { password: 'three' } } }, `used ${token}`);
  log.warn({ headers: { authorization: 'Bearer four' } }, 'no');
  log.error({ err: new Error('postgres://u:five@host/db refused') }, 'no');
  expect(lines.join('')).not.toMatch(/one|two|three|four|five|ghs_/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ token: '[secret]' });
});

test.each([
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----', '[secret]'],
  [`github_pat_${'x'.repeat(30)}.`, '[secret].'],
  ['https://x-access-token:abc@github.com/a', 'https://x-access-token:[secret]@github.com/a'],
  ['an ordinary sentence: at 12:30@noon', 'an ordinary sentence: at 12:30@noon'],
])('%j becomes %j', (text, expected) => {
  expect(withoutSecrets(text)).toBe(expected);
});

test('a long line costs linear time', () => {
  const started = performance.now();
  withoutSecrets(
    `${'://a:'.repeat(50_000)} ${'-----BEGIN '.repeat(20_000)} ${'ghp_'.repeat(50_000)}`,
  );
  expect(performance.now() - started).toBeLessThan(2000);
});
