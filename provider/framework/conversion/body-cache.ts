import { ObjectValue } from '../value/value';

/** The maximum number of cached bodies: many more than Terraform handles concurrently. */
const MAX_BODIES = 1_000;
/** In bytes. Longer bodies are not cached, since the files that some contain would fill the memory. */
const MAX_BYTES = 16 * 1024;

/**
 * Caches the values and bytes of a schema's bodies that were recently received or sent, so that each is converted once.
 * Terraform sends back most of what it receives: an upgraded state is read, a read state is planned, a plan is applied.
 * If nothing has changed, Terraform also gets back what it sent.
 */
export class BodyCache {
  private readonly values = new Map<string, ObjectValue>();
  private readonly bytes = new WeakMap<ObjectValue, Buffer>();

  public valueOf(bytes: Buffer): ObjectValue | undefined {
    return this.values.get(keyOf(bytes));
  }

  public bytesOf(value: ObjectValue): Buffer | undefined {
    return this.bytes.get(value);
  }

  /** @param bytes  an encoding of the value, by Terraform or by the provider */
  public add(value: ObjectValue, bytes: Buffer): void {
    this.bytes.set(value, bytes);
    if (bytes.length > MAX_BYTES) {
      return;
    }
    this.values.set(keyOf(bytes), value);
    if (this.values.size > MAX_BODIES) {
      this.values.delete(this.values.keys().next().value!);
    }
  }
}

function keyOf(bytes: Buffer): string {
  return bytes.toString('latin1');
}
