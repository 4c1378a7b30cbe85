import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Stands between the simulated GitHub and the app: deliveries are lost or come twice, as they are told to. */
export interface WebhookRelay {
  readonly url: string;
  /** Where deliveries go on to. */
  target: string;
  /** What happens to the next one. */
  fate: () => 'delivered' | 'lost' | 'twice';
  close(): Promise<void>;
}

export async function startWebhookRelay(): Promise<WebhookRelay> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      const fate = relay.fate();
      if (fate === 'lost') return void request.socket.destroy();
      const headers = Object.entries(request.headers).flatMap(
        ([name, value]): [string, string][] =>
          name.startsWith('x-') || name === 'content-type' ? [[name, String(value)]] : [],
      );
      const forward = () => fetch(relay.target, { method: 'POST', headers, body });
      try {
        if (fate === 'twice') await forward();
        response.writeHead((await forward()).status).end();
      } catch {
        response.writeHead(502).end();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const relay: WebhookRelay = {
    url: `http://127.0.0.1:${port}/`,
    target: '',
    fate: () => 'delivered',
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return relay;
}
