/**
 * How containers of an image run, unless they set it themselves.
 */
export interface ImageProcess {
  /**
   * The program to run, with its arguments. With an entry point, these are arguments of the entry point. Dockerfile: `CMD`.
   *
   * @default - none; each container must set its own
   */
  readonly command?: string[];

  /**
   * The program that always runs, with its first arguments. The command follows as further arguments. Dockerfile: `ENTRYPOINT`.
   *
   * @default - none
   */
  readonly entryPoint?: string[];

  /**
   * The environment variables, as values by name. Dockerfile: `ENV`.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The working directory of the program. Dockerfile: `WORKDIR`.
   *
   * @default "/"
   */
  readonly workingDirectory?: string;

  /**
   * The ports on which the program listens, such as `80` or `53/udp`. They are documentation and publish nothing. Dockerfile: `EXPOSE`.
   *
   * @default - none
   */
  readonly exposedPorts?: string[];

  /**
   * The labels of the image, as values by name. Dockerfile: `LABEL`.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * The signal that stops the program, as a name or number. Dockerfile: `STOPSIGNAL`.
   *
   * @default "SIGTERM"
   */
  readonly stopSignal?: string;
}

/**
 * The configuration of an image that is made from a root file system. It sets the defaults of the containers that run the image.
 *
 * Images from a registry or an archive already contain their configuration.
 */
export interface ImageConfig extends ImageProcess {
  /**
   * The user that runs the program, as a name or number, optionally with a group: `user` or `user:group`. Dockerfile: `USER`.
   *
   * @default "root"
   */
  readonly user?: string;

  /**
   * The folders for which each container gets an anonymous volume. Dockerfile: `VOLUME`.
   *
   * @default - none
   */
  readonly volumes?: string[];
}

/** Returns the configuration as Dockerfile instructions, as `docker import --change` accepts them. */
export function toInstructions(config: ImageConfig): string[] {
  const pairs = (instruction: string, map: Record<string, string> = {}) =>
    Object.entries(map).map(([name, value]) => `${instruction} ${quoteName(name, instruction)}=${quote(value)}`);
  const execForm = (instruction: string, words?: string[]) => (words ? [`${instruction} ${JSON.stringify(words)}`] : []);
  const single = (instruction: string, value?: string) => (value === undefined ? [] : [`${instruction} ${value}`]);
  return [
    ...pairs('ENV', config.environment),
    ...pairs('LABEL', config.labels),
    ...single('USER', config.user),
    ...single('WORKDIR', config.workingDirectory),
    ...(config.exposedPorts ?? []).map((port) => `EXPOSE ${port}`),
    ...execForm('VOLUME', config.volumes),
    ...single('STOPSIGNAL', config.stopSignal),
    ...execForm('ENTRYPOINT', config.entryPoint),
    ...execForm('CMD', config.command),
  ];
}

/** Quotes the name of a label, which may contain spaces. The name of a variable must not be quoted. */
function quoteName(name: string, instruction: string): string {
  return instruction === 'LABEL' ? quote(name) : name;
}

/** Quotes a value so that the engine takes it literally. An unescaped `$` would start a build variable. */
function quote(value: string): string {
  return `"${value.replace(/[\\"$]/g, '\\$&')}"`;
}
