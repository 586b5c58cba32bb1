import { IContainerHost } from '../engine/i-container-host';
import { BaseImage } from '../image/base-image';
import { Duration } from '../units/duration';
import { Size } from '../units/size';

/**
 * Properties of a front.
 */
export interface FrontProps {
  /**
   * The host that the front runs on.
   */
  readonly host: IContainerHost;

  /**
   * An image with HAProxy 2.6 or newer and a shell, such as `haproxy:3.0` of Docker Hub. In Debian, HAProxy is a package:
   *
   * ```dockerfile
   * FROM debian:bookworm-slim
   * RUN apt-get update && apt-get install -y --no-install-recommends haproxy && rm -rf /var/lib/apt/lists/*
   * ```
   */
  readonly image: BaseImage;

  /**
   * How long a connection lasts at most after a change of the front's configuration, such as a long download. New connections follow the
   * new configuration at once.
   *
   * @default Duration.minutes(10)
   */
  readonly drainTimeout?: Duration;

  /**
   * The memory limit of the front. A connection takes up to 34 KiB of it.
   *
   * @default Size.gibibytes(1), or the policies' limit if that is less
   */
  readonly memory?: Size;

  /**
   * The number of processors that the front uses at most, such as 1.5.
   *
   * @default 1, or the policies' limit if that is less
   */
  readonly cpus?: number;
}
