import { Tokenization } from 'cdktf';
import { numberOutOfRange, sizeOutOfRange } from '../../private/errors';
import { literals } from '../../private/literal';
import { isKnown } from '../../private/tokens';
import { Size } from '../../units/size';

/**
 * When a log file is closed and the next one begun.
 */
export interface LogRotation {
  /**
   * The size at which a file is closed, in whole kibibytes.
   *
   * @default Size.mebibytes(10)
   */
  readonly maxSize?: Size;

  /**
   * How many files are kept.
   *
   * @default 3
   */
  readonly maxFiles?: number;
}

/**
 * Where what a container writes to its output goes.
 */
export class LogDriver {
  /**
   * To files of JSON on the host, which `docker logs` reads, and most log collectors.
   *
   * @param rotation when a file is closed
   */
  public static jsonFile(rotation: LogRotation = {}): LogDriver {
    return new LogDriver('json-file', rotationOptions(rotation));
  }

  /**
   * To compact files on the host, which `docker logs` reads.
   *
   * @param rotation when a file is closed
   */
  public static local(rotation: LogRotation = {}): LogDriver {
    return new LogDriver('local', rotationOptions(rotation));
  }

  /**
   * To the host's journal.
   */
  public static journald(): LogDriver {
    return new LogDriver('journald', {});
  }

  /**
   * Nowhere.
   */
  public static none(): LogDriver {
    return new LogDriver('none', {});
  }

  /**
   * Any other driver.
   *
   * @param name its name, such as `syslog`
   * @param options its options, as the driver's documentation names them
   */
  public static of(name: string, options: { [name: string]: string } = {}): LogDriver {
    return new LogDriver(name, literals(options));
  }

  private constructor(
    /** @internal */ public readonly _name: string,
    /** @internal */ public readonly _options: { [name: string]: string },
  ) {}
}

function rotationOptions({ maxSize = Size.mebibytes(10), maxFiles = 3 }: LogRotation): { [name: string]: string } {
  if (isKnown(maxSize.toBytes()) && maxSize.toBytes() === 0) throw sizeOutOfRange('The size of a log file', `${maxSize}`, 'at least 1 KiB');
  if (isKnown(maxFiles) && !(Number.isInteger(maxFiles) && maxFiles >= 1)) {
    throw numberOutOfRange('The number of log files', maxFiles, 'a whole number from 1 up');
  }
  return { 'max-size': inUnits(maxSize), 'max-file': Tokenization.stringifyNumber(maxFiles) };
}

/** A size as the log drivers take it, in the largest unit that leaves it whole. */
function inUnits(size: Size): string {
  const kibibytes = size.toKibibytes();
  return isKnown(kibibytes) && kibibytes % 1024 === 0 ? `${Tokenization.stringifyNumber(kibibytes / 1024)}m` : `${Tokenization.stringifyNumber(kibibytes)}k`;
}
