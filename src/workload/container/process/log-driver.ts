import { Tokenization } from 'cdktf';
import { LogDriverModel } from '../../../model/container';
import { numberOutOfRange, sizeOutOfRange } from '../../../private/errors';
import { isKnown } from '../../../private/tokens';
import { Size } from '../../../units/size';

/**
 * Rotation of log files.
 */
export interface LogRotation {
  /**
   * The size at which a log file is rotated, in whole kibibytes, at least 1.
   *
   * @default Size.mebibytes(10)
   */
  readonly maxSize?: Size;

  /**
   * The number of log files to keep, at least 1.
   *
   * @default 3
   */
  readonly maxFiles?: number;
}

/**
 * The log driver of a container: where stdout and stderr go.
 *
 * @example
 * LogDriver.jsonFile({ maxSize: Size.mebibytes(50), maxFiles: 5 });
 */
export class LogDriver {
  /**
   * Writes to JSON files on the host, which `docker logs` and most log collectors can read.
   *
   * @param rotation when log files are rotated
   */
  public static jsonFile(rotation: LogRotation = {}): LogDriver {
    return new LogDriver('json-file', rotationOptions(rotation));
  }

  /**
   * Writes to compact files on the host, which `docker logs` can read.
   *
   * @param rotation when log files are rotated
   */
  public static local(rotation: LogRotation = {}): LogDriver {
    return new LogDriver('local', rotationOptions(rotation));
  }

  /**
   * Writes to the systemd journal of the host.
   */
  public static journald(): LogDriver {
    return new LogDriver('journald', {});
  }

  /**
   * Discards the output.
   */
  public static none(): LogDriver {
    return new LogDriver('none', {});
  }

  /**
   * Uses any other log driver. Drivers that send the output to an address need an exemption from `Control.LOG_DRIVER`: the engine connects
   * from the host, where it reaches more than the container does.
   *
   * @param name the name of the driver, such as `syslog`
   * @param options the options of the driver, as its documentation names them
   */
  public static of(name: string, options: { [name: string]: string } = {}): LogDriver {
    return new LogDriver(name, options);
  }

  /** @internal */
  public readonly _model: LogDriverModel;

  private constructor(name: string, options: { [name: string]: string }) {
    this._model = { name, options };
  }
}

function rotationOptions({ maxSize = Size.mebibytes(10), maxFiles = 3 }: LogRotation): { [name: string]: string } {
  if (isKnown(maxSize.toBytes()) && maxSize.toBytes() === 0) throw sizeOutOfRange('The size of a log file', `${maxSize}`, 'at least 1 KiB');
  if (isKnown(maxFiles) && !(Number.isInteger(maxFiles) && maxFiles >= 1)) {
    throw numberOutOfRange('The number of log files', maxFiles, 'a whole number of at least 1');
  }
  return { 'max-size': formatSize(maxSize), 'max-file': Tokenization.stringifyNumber(maxFiles) };
}

/** Formats a size for the log drivers, in the largest unit that gives a whole number. */
function formatSize(size: Size): string {
  const kibibytes = size.toKibibytes();
  const isWholeMebibytes = isKnown(kibibytes) && kibibytes % 1024 === 0;
  return isWholeMebibytes ? `${Tokenization.stringifyNumber(kibibytes / 1024)}m` : `${Tokenization.stringifyNumber(kibibytes)}k`;
}
