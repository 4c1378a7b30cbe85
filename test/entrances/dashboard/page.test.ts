import { expect, test } from 'vitest';
import { dashboardPage } from '../../../src/entrances/dashboard/page.ts';
import { hostileStrings } from '../../hostile-strings.ts';
import { finding } from '../../support/finding.ts';

test.each(hostileStrings.map((text) => [text.slice(0, 60), text]))(
  'the dashboard shows %j as text',
  (_, text) => {
    const page = (shown: string) =>
      dashboardPage({
        owners: [
          {
            owner: shown,
            login: shown,
            installation: 1,
            suspended: false,
            outcomes: new Map([[shown, 1]]),
            repositories: [],
            changes: [],
            unmanaged: [
              finding({
                control: null,
                title: shown,
                cloud: { id: shown, account: shown, tags: { CreatedBy: shown } },
              }),
            ],
          },
        ],
        depths: [],
        deadLetters: [
          {
            id: '1',
            job: shown,
            owner: shown,
            payload: {},
            reason: shown,
            tries: 1,
            failedAt: new Date(0),
          },
        ],
      });
    const tags = (html: string) => html.match(/<[^>]*>/g);
    expect(tags(page(text))).toEqual(tags(page('harmless')));
  },
);
