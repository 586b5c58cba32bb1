/** The outcomes of a call that this server has use for. What an operation has to say is in its diagnostics, and its status is OK. */
export enum Status {
  OK = 0,
  INVALID_ARGUMENT = 3,
  UNIMPLEMENTED = 12,
  INTERNAL = 13,
}

/** A call that has no answer. */
export class StatusError extends Error {
  public constructor(public readonly status: Status, message: string) {
    super(message);
    this.name = 'StatusError';
  }
}

/** A status message as a header takes it: everything that is not printable ASCII is percent-encoded. */
export function encodeStatusMessage(message: string): string {
  return Array.from(Buffer.from(message), (byte) => (
    byte >= 0x20 && byte <= 0x7e && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  )).join('');
}
