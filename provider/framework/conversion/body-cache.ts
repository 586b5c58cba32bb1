import { ObjectValue } from '../value/value';

/** How many are remembered at most: many more than Terraform works on at once. */
const KEPT = 1_000;
/** No longer ones are remembered, in bytes: the files that some hold would fill the memory. */
const LONGEST = 16 * 1024;

/**
 * The bodies of one schema that crossed the wire lately, as values and as bytes. Terraform sends back most of what it is
 * sent: what the upgrade of a state gave is read, what a read gave is planned upon, a plan is applied; and where nothing
 * has changed it gets back what it sent. So each is converted once.
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

  /** @param bytes which mean the value, to whoever wrote them */
  public add(value: ObjectValue, bytes: Buffer): void {
    this.bytes.set(value, bytes);
    if (bytes.length > LONGEST) {
      return;
    }
    this.values.set(keyOf(bytes), value);
    if (this.values.size > KEPT) {
      this.values.delete(this.values.keys().next().value!);
    }
  }
}

function keyOf(bytes: Buffer): string {
  return bytes.toString('latin1');
}
