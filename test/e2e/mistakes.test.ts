import { AppliedStack } from './constructs/stack';
import { onEngine } from './support/on-engine';
import { BaseImage, ContainerHost, ContainerOptions } from '../../src';

/*
 * Typical mistakes of new users that only an apply can find. What the user reads is asserted whole. Mistakes that a synthesis finds are
 * in test/mistakes.test.ts.
 */

const NAME = 'e2e-mistakes';

interface Mistake {
  readonly what: string;
  /** The options of the container `web`. */
  readonly options?: Partial<ContainerOptions>;
  /** Variables for the apply. */
  readonly env?: { readonly [name: string]: string };
  /** The summary and the detail of each diagnostic. */
  readonly reported: readonly string[];
}

const MISTAKES: readonly Mistake[] = [
  {
    what: 'an image from a registry that the engine can\'t reach',
    options: { image: BaseImage.fromRegistry('127.0.0.1:1/none:1') },
    reported: [
      'Could not pull image "127.0.0.1:1/none:1": Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused\n'
      + 'The Docker Engine at ADDRESS answered with status 500.\n\n'
      + 'The engine (not this machine) could not reach the registry. Check the engine\'s name servers, proxy and network, or use an image '
      + 'that needs no registry: `docker_image_import`.\n\n'
      + `Construct: ${NAME}/host/Images/127.0.0.1:1--none:1`,
    ],
  },
  {
    what: 'no engine that answers',
    env: { DOCKER_HOST: 'unix:///nowhere.sock' },
    reported: [
      'Could not connect to the Docker Engine: connect ENOENT /nowhere.sock\n'
      + 'The Docker Engine at ADDRESS was not reached, or did not answer.\n\n'
      + 'There is no socket at /nowhere.sock. Start the engine, or configure the address of the one that is running: set `host` of the '
      + 'provider, the variable DOCKER_HOST, or a context.\n\n'
      + `Construct: ${NAME}/host/Images/busybox:latest`,
    ],
  },
  {
    what: 'a DOCKER_HOST with a scheme of the web',
    env: { DOCKER_HOST: 'http://127.0.0.1:2375' },
    reported: [
      '"http://127.0.0.1:2375" is not a valid address of a Docker Engine: the scheme "http" is not supported\n'
      + 'The address comes from the variable DOCKER_HOST. Use unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host.\n\n'
      + `Construct: ${NAME}/host/Images/busybox:latest`,
    ],
  },
  {
    what: 'a program that does not exist',
    options: { command: ['/nowhere'] },
    reported: [expect.stringMatching(/^Could not start container .*\n\nConstruct: e2e-mistakes\/host\/web$/s) as string],
  },
];

describe('a new user reads what is wrong, where, and what to do, after', () => {
  let stack: AppliedStack;

  beforeEach(() => {
    stack = new AppliedStack(NAME);
  });

  afterEach(async () => {
    await stack.destroy();
    expect(await onEngine(NAME)).toEqual([]);
  });

  test.each(MISTAKES)('$what', async ({ options, env, reported }) => {
    stack.synthesize((within) => {
      const image = BaseImage.fromRegistry('busybox:latest');
      ContainerHost.fromEnvironment(within, 'host').addContainer('web', { image, command: ['sleep', '1000'], ...options });
    });
    const read = await stack.diagnose(env);
    const given = read.map((text) => text.replace(/The Docker Engine at \S+ \([^)]*\)/, 'The Docker Engine at ADDRESS'));
    expect(given).toEqual(reported);
  });
});
