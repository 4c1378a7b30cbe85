import { describe, expect, test } from 'vitest';
import { pendingUntil } from '../../../src/pipeline/follow-up/pending.ts';

// A Thursday.
const at = new Date('2026-01-01T12:00:00Z');
const pending = { PendingModifiedValues: { StorageEncrypted: true } };

describe('a change that waits for a maintenance window', () => {
  test.each([
    ['later this week', 'sat:05:00-sat:06:00', '2026-01-03T06:00:00Z'],
    ['next week', 'Wed:05:00-Wed:06:00', '2026-01-07T06:00:00Z'],
    ['over midnight', 'wed:23:30-thu:00:30', '2026-01-08T00:30:00Z'],
    ['open now', 'thu:11:30-thu:12:30', '2026-01-01T12:30:00Z'],
    ['that ends now', 'thu:11:30-thu:12:00', '2026-01-08T12:00:00Z'],
  ])('is put off to the end of the next one: %s', (_, window, end) => {
    const details = { ...pending, PreferredMaintenanceWindow: window };
    expect(pendingUntil(details, at)).toEqual(new Date(end));
  });

  test('is known by Config’s spelling, too', () => {
    const details = {
      pendingModifiedValues: { backupRetentionPeriod: 7 },
      preferredMaintenanceWindow: 'sat:05:00-sat:06:00',
    };
    expect(pendingUntil(details, at)).toEqual(new Date('2026-01-03T06:00:00Z'));
  });

  test.each([
    ['nothing is pending', { PreferredMaintenanceWindow: 'sat:05:00-sat:06:00' }],
    [
      'an empty shell stands there',
      {
        PendingModifiedValues: { DbInstanceClass: '', PendingCloudWatchLogsExports: { A: [] } },
        PreferredMaintenanceWindow: 'sat:05:00-sat:06:00',
      },
    ],
    ['no window is named', pending],
    ['the window is nonsense', { ...pending, PreferredMaintenanceWindow: 'xyz:05:00-xyz:06:00' }],
    ['the window is no text', { ...pending, PreferredMaintenanceWindow: { toString: 1 } }],
    ['the details are inherited', Object.create({ ...pending }) as object as never],
  ])('is not, when %s', (_, details) => {
    expect(pendingUntil(details, at)).toBeNull();
  });
});
