/**
 * What an image that is made from a root file system says about the containers that run from it. An image from elsewhere says so itself.
 */
export interface ImageConfig {
  /**
   * The program that runs, with its arguments; appended to the entry point if there is one.
   *
   * @default - none: each container gives its own
   */
  readonly command?: string[];

  /**
   * The program that always runs, before the command.
   *
   * @default - none
   */
  readonly entryPoint?: string[];

  /**
   * Environment variables.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The user, by name or number, with or without `:group`.
   *
   * @default "root"
   */
  readonly user?: string;

  /**
   * The folder in which the program starts.
   *
   * @default "/"
   */
  readonly workingDirectory?: string;

  /**
   * The ports on which it listens, such as `80` or `53/udp`: for the information of whoever reads the image.
   *
   * @default - none
   */
  readonly exposedPorts?: string[];

  /**
   * Folders that become anonymous volumes.
   *
   * @default - none
   */
  readonly volumes?: string[];

  /**
   * Labels on the image.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * The signal that asks the program to end.
   *
   * @default "SIGTERM"
   */
  readonly stopSignal?: string;
}

/** The instructions of a Dockerfile, as `docker import --change` takes them, one a line. */
export function toInstructions(config: ImageConfig): string[] {
  const pairs = (instruction: string, map: Record<string, string> = {}) =>
    Object.entries(map).map(([name, value]) => `${instruction} ${quote(name, instruction)}=${quoted(value)}`);
  const exec = (instruction: string, words?: string[]) => (words ? [`${instruction} ${JSON.stringify(words)}`] : []);
  const single = (instruction: string, value?: string) => (value === undefined ? [] : [`${instruction} ${value}`]);
  return [
    ...pairs('ENV', config.environment),
    ...pairs('LABEL', config.labels),
    ...single('USER', config.user),
    ...single('WORKDIR', config.workingDirectory),
    ...(config.exposedPorts ?? []).map((port) => `EXPOSE ${port}`),
    ...exec('VOLUME', config.volumes),
    ...single('STOPSIGNAL', config.stopSignal),
    ...exec('ENTRYPOINT', config.entryPoint),
    ...exec('CMD', config.command),
  ];
}

/** A label's name may have spaces, a variable's may not. */
function quote(name: string, instruction: string): string {
  return instruction === 'LABEL' ? quoted(name) : name;
}

/** A value within double quotes, in which nothing is replaced: `$` would begin a variable of the build. */
function quoted(value: string): string {
  return `"${value.replace(/[\\"$]/g, '\\$&')}"`;
}
