import { describe, expect, test } from 'vitest';
import { createWebhookReceiver } from '../../../src/github/webhooks/receive.ts';
import { sign } from '../../github-simulator/webhooks.ts';

const receive = createWebhookReceiver('the secret');
const body = JSON.stringify({ zen: 'Keep it logically awesome.' });
const signed = (text: string, secret = 'the secret') => `sha256=${sign(secret, text)}`;
const webhook = { id: 'guid', name: 'ping', signature: signed(body), body };

describe('a webhook', () => {
  test('with GitHub’s signature is taken', async () => {
    expect(await receive(webhook)).toEqual({
      ok: true,
      value: { id: 'guid', name: 'ping', event: null },
    });
  });

  test.each([
    ['signed with another secret', { signature: signed(body, 'guessed') }, 401],
    ['changed after signing', { body: `${body} ` }, 401],
    ['with a signature that is none', { signature: 'sha256=' }, 401],
    ['with the older kind of signature', { signature: `sha1=${'a'.repeat(40)}` }, 401],
    ['without a body', { body: '' }, 401],
    ['without a signature', { signature: undefined }, 400],
    ['without a name', { name: undefined }, 400],
    ['without an id', { id: undefined }, 400],
    ['that is not JSON', { body: 'payload=%7B%7D', signature: signed('payload=%7B%7D') }, 400],
    ['that is not as described', { name: 'push' }, 400],
  ])('%s is refused', async (_, change, status) => {
    const received = await receive({ ...webhook, ...change });
    expect(received).toMatchObject({ ok: false, error: { status } });
  });
});
