/** The gRPC statuses that this server uses. An operation that fails has the status OK, and diagnostics. */
export enum Status {
  OK = 0,
  INVALID_ARGUMENT = 3,
  UNIMPLEMENTED = 12,
  INTERNAL = 13,
}

/** Thrown for a call that can't be answered. */
export class StatusError extends Error {
  constructor(public readonly status: Status, message: string) {
    super(message);
    this.name = 'StatusError';
  }
}

/** Encodes a status message for a header: percent-encodes everything except printable ASCII. */
export function encodeStatusMessage(message: string): string {
  return Array.from(Buffer.from(message), (byte) => (
    byte >= 0x20 && byte <= 0x7e && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  )).join('');
}
