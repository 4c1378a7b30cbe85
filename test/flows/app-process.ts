/**
 * The whole app in a process of its own, to be killed or to share work. Argument: JSON with the
 * simulator's facts and the store's location. Says its address; logs to standard error.
 */
import { createLog } from '../../src/foundation/log.ts';
import { startApp } from '../support/app.ts';

const { simulator, location } = JSON.parse(process.argv[2] ?? '{}');
const log = createLog('info', (line) => void process.stderr.write(line));
const { url } = await startApp({ ...simulator, webhooks: { target: null } }, location, { log });
process.stdout.write(`${url}\n`);
