/** See docs/contracts.md. */
export const exitStatus = { ran: 0, found: 1, usage: 2 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
