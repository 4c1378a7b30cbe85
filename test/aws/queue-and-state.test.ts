import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test } from 'vitest';
import { listStateObjects, readStateObject } from '../../src/aws/s3/state-objects.ts';
import { drainQueue } from '../../src/aws/sqs/drain-queue.ts';
import { type AwsSetting, openAwsSetting, ownAccess } from '../aws-fakes/setting.ts';
import { fakeQueue } from '../aws-fakes/sqs.ts';

describe('a queue', () => {
  let setting: AwsSetting | null = null;
  afterEach(() => setting?.close());

  test('is emptied in tens; a message goes only after it is kept, and comes again after a crash', async () => {
    const queue = fakeQueue();
    setting = await openAwsSetting([queue.service]);
    for (let n = 0; n < 25; n++) queue.put(`body ${n}`);
    const client = setting.clients.sqs(ownAccess);
    const kept = new Set<string>();
    let calls = 0;
    const drain = () =>
      drainQueue(client, {
        queueUrl: 'http://127.0.0.1:1/never-asked/queue',
        waitSeconds: 0,
        limit: 1000,
        keep: async (messages) => {
          if (++calls === 2) throw new Error('the process dies');
          for (const { body } of messages) kept.add(body);
        },
      });
    await expect(drain()).rejects.toThrow('dies');
    expect([kept.size, queue.messages.length]).toEqual([10, 15]);
    queue.showAll();
    expect(await drain()).toBe(15);
    expect([kept.size, queue.messages.length]).toEqual([25, 0]);
  });
});

describe('state objects', () => {
  const place = { bucket: 'acme-state', prefix: 'live/' };
  const client = new S3Client({ region: 'eu-west-1' });

  test('only state files below the prefix are listed, whatever the answer holds', async () => {
    const mock = mockClient(client);
    mock
      .on(ListObjectsV2Command)
      .resolvesOnce({
        Contents: [
          { Key: 'live/a.tfstate', ETag: '"1"' },
          { Key: 'live/readme' },
          { Key: 'other/b.tfstate' },
        ],
        NextContinuationToken: 'n',
      })
      .resolvesOnce({
        Contents: [
          { Key: 'live/c.tfstate', ETag: '"2"' },
          { Key: 'live/d.tfstate', LastModified: new Date('2026-01-02') },
          { Key: `live/${'x'.repeat(1024)}.tfstate`, ETag: '"3"' },
          { Key: 'live/\u0000.tfstate', ETag: '"4"' },
        ],
      });
    expect(await listStateObjects(client, place)).toEqual([
      { key: 'live/a.tfstate', version: '"1"' },
      { key: 'live/c.tfstate', version: '"2"' },
      { key: 'live/d.tfstate', version: '2026-01-02T00:00:00.000Z' },
    ]);
    mock.restore();
  });

  test('a key outside of the place is not asked for, and a larger file is not read', async () => {
    const mock = mockClient(client);
    mock.on(GetObjectCommand).resolves({ ContentLength: 5000 });
    expect(await readStateObject(client, place, '../x.tfstate', 1000)).toMatchObject({ ok: false });
    expect(mock.calls()).toHaveLength(0);
    expect(await readStateObject(client, place, 'live/x.tfstate', 1000)).toEqual({
      ok: false,
      reason: 's3://acme-state/live/x.tfstate has 5000 bytes; at most 1000 are read.',
    });
    mock.restore();
  });
});
