import { BootstrapProblems } from './check';
import { localLogDriver } from './errors';
import { BerthError } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { numberOutOfRange, sizeOutOfRange } from '../private/errors';
import { isKnown } from '../private/tokens';
import { Size } from '../units/size';

/**
 * How much of a container's output a host keeps.
 */
export interface LogLimits {
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

/** The log drivers that send nothing to another machine. */
const LOCAL = ['json-file', 'local', 'journald', 'none', 'etwlogs'];

/**
 * Where the output of a container goes if the container sets no log driver.
 *
 * @example
 * HostLogging.remote('syslog', { 'syslog-address': 'tcp+tls://logs.example.com:6514' })
 */
export class HostLogging {
  /**
   * To files on the host, of limited size.
   *
   * @param limits when files are rotated, and how many are kept
   */
  public static files(limits: LogLimits = {}): HostLogging {
    requireProps('LogLimits', limits);
    const { maxSize = Size.mebibytes(10), maxFiles = 3 } = limits;
    const size = isKnown(maxSize.toBytes()) ? maxSize.toBytes() / 1024 : NaN;
    const problems = [
      ...(Number.isInteger(size) && size >= 1
        ? [] : [sizeOutOfRange('The size of a log file', maxSize.toString(), 'a whole number of kibibytes, at least 1')]),
      ...(Number.isInteger(maxFiles) && maxFiles >= 1
        ? [] : [numberOutOfRange('The number of log files', maxFiles, 'a whole number, at least 1')]),
    ];
    return new HostLogging('json-file', { 'max-size': `${size}k`, 'max-file': `${maxFiles}` }, false, problems);
  }

  /**
   * To another machine. Logs that are collected elsewhere survive the host, as the CIS Docker Benchmark asks in 2.13.
   *
   * @param driver the name of a log driver of the engine that sends the output to another machine, such as `syslog` or `fluentd`
   * @param options the options of the driver, as its documentation names them
   */
  public static remote(driver: string, options: { [name: string]: string } = {}): HostLogging {
    requireArguments({ driver: ['string', driver], options: ['Map<string>', options] });
    return new HostLogging(driver, { ...options }, true, new BootstrapProblems()
      .match('The log driver', driver, /^[a-z0-9]+([_-][a-z0-9]+)*$/, 'write its name, such as "syslog"')
      .add(...LOCAL.includes(driver) ? [localLogDriver(driver)] : [])
      .texts('An option of the log driver', Object.entries(options).flat()).found);
  }

  private constructor(
    /** @internal */ public readonly _driver: string,
    /** @internal */ public readonly _options: { readonly [name: string]: string },
    /** @internal */ public readonly _isRemote: boolean,
    /** @internal */ public readonly _problems: readonly BerthError[],
  ) {}
}
