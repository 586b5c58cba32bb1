import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Privilege } from './privileges';
import { FoundCredentials } from '../credentials/credentials';
import { deniedAdvice } from '../credentials/denied';
import { DEFAULT_TIMEOUT, Engine } from '../engine';
import { EngineError, isNotFound } from '../errors';
import { imageAdvice, UNREACHABLE } from '../image/advice';
import { credentialsFor, explainDenied, followOperation, PULL_SILENCE } from '../image/images';
import { parseReference } from '../reference';
import { EngineRequest, request } from '../request';
import { conforming } from '../shape/conforms';
import { privilegesShape } from '../shape/plugin';

/** How an engine says that a plugin runs already. */
const ENABLED = /already enabled/i;

/** What an engine says if a plugin that failed is enabled again before the engine has cleaned up. */
const STILL_ENDING = /id already in use/i;
const ATTEMPTS = 20;
/** In milliseconds. */
const PAUSE = 500;

/**
 * Returns what a plugin in a registry asks for. Some engines answer that it asks for nothing if they do not get it from the registry. The
 * pull then says why.
 */
export async function askedPrivileges(engine: Engine, remote: string, signal: AbortSignal): Promise<readonly Privilege[]> {
  const what = `ask what the plugin "${remote}" needs`;
  return fromRegistry(engine, what, remote, (auth) => engine.call(what, async (docker) => {
    const answer: unknown = await request(docker, { method: 'GET', path: '/plugins/privileges', query: { remote }, ...auth });
    // The client library returns the bytes of an answer that is null: the plugin asks for nothing.
    const asked = Buffer.isBuffer(answer) && answer.toString().trim() === 'null' ? [] : answer;
    return conforming(privilegesShape, asked as readonly Privilege[]);
  }, { signal }));
}

/**
 * Pulls a plugin from its registry. It is disabled then.
 *
 * @param name  the name that it gets on the engine
 * @param privileges  all that it asks for: the engine refuses to grant less
 */
export async function pullPlugin(
  engine: Engine, remote: string, name: string, privileges: readonly Privilege[], signal: AbortSignal,
): Promise<void> {
  const what = `pull plugin "${remote}"`;
  await fromRegistry(engine, what, remote, (auth) => followOperation(engine, what, { silence: PULL_SILENCE, signal }, (docker) => (
    request<Readable>(docker, {
      method: 'POST', path: '/plugins/pull', query: { remote, name }, body: privileges, isStream: true, ...auth,
    }))));
}

/** Sets settings of a plugin that is disabled. */
export async function setPlugin(engine: Engine, id: string, name: string, entries: readonly string[]): Promise<void> {
  await change(engine, `set the settings of plugin "${name}"`, { method: 'POST', path: `/plugins/${id}/set`, body: entries });
}

/**
 * Enables a plugin: the engine starts it.
 *
 * @param timeout  how long the engine waits for each of its answers, in seconds; 0: without a limit
 */
export async function enablePlugin(engine: Engine, id: string, name: string, timeout: number): Promise<void> {
  const limit = DEFAULT_TIMEOUT + timeout * 1000;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change(engine, `enable plugin "${name}"`, { method: 'POST', path: `/plugins/${id}/enable`, query: { timeout } }, limit);
    } catch (error) {
      if (!(error instanceof EngineError) || error.statusCode === undefined) throw error;
      if (ENABLED.test(error.engineMessage)) return;
      if (!STILL_ENDING.test(error.engineMessage) || attempt === ATTEMPTS) throw notStarted(engine, error);
      await sleep(PAUSE);
    }
  }
}

function notStarted(engine: Engine, { what, cause }: EngineError): EngineError {
  return new EngineError(what, engine.endpoint, cause, 'The log of the engine has the output of the plugin. Check `env`, and that the '
    + 'machine has what the plugin needs. If the plugin is slow, raise `enable_timeout`.');
}

/** Disables a plugin: the engine stops it. If volumes or networks use it, that needs force. */
export async function disablePlugin(engine: Engine, id: string, name: string, force: boolean): Promise<void> {
  await change(engine, `disable plugin "${name}"`, { method: 'POST', path: `/plugins/${id}/disable`, query: { force } });
}

/** Removes a plugin. One that is enabled or in use needs force. It is no error if there is none. */
export async function removePlugin(engine: Engine, id: string, name: string, force: boolean): Promise<void> {
  try {
    await change(engine, `remove plugin "${name}"`, { method: 'DELETE', path: `/plugins/${id}`, query: { force } });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Whether the engine refused to disable or remove a plugin because something uses it. */
export function isPluginInUse(error: unknown): error is EngineError {
  return error instanceof EngineError && /is in use/i.test(error.engineMessage);
}

async function change(engine: Engine, what: string, asked: EngineRequest, timeout = DEFAULT_TIMEOUT): Promise<void> {
  await engine.call(what, (docker) => request(docker, asked), { timeout });
}

/** What engines say about an image in place of a plugin, and about a registry that they do not reach. */
const ADVICE: readonly { readonly message: RegExp; readonly advice: string }[] = [
  {
    message: /did not find plugin config|target is image|encountered.*image/i,
    advice: 'The registry has an image under this name, and no plugin. Check `name`. For an image, use `docker_image`.',
  },
  {
    message: /incorrect privileges/i,
    advice: 'The registry did not answer, or the plugin was pushed again, while the engine was asked what the plugin needs. Apply again.',
  },
  {
    message: UNREACHABLE,
    advice: 'The engine (not this machine) could not reach the registry. Check the engine\'s name servers, proxy and network.',
  },
];

/** What engines say of any failure at a registry without TLS, which they try with TLS, too. */
const NO_TLS = /server gave HTTP response to HTTPS client/i;
const ANY_FAILURE = 'The registry does not use TLS. An engine that may not reach it so (`insecure-registries` in its daemon.json) says '
  + 'this, and one that may says it of any failure there.';

/** Does something for which the engine asks a registry. */
async function fromRegistry<T>(
  engine: Engine, what: string, remote: string, work: (auth: Pick<EngineRequest, 'auth'>) => Promise<T>,
): Promise<T> {
  const found: FoundCredentials = await credentialsFor(engine, parseReference(remote)!.repository);
  try {
    return await work(found.credentials === undefined ? {} : { auth: found.credentials });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { engineMessage: message, statusCode } = error;
    const advice = NO_TLS.test(message) ? `${ANY_FAILURE} ${deniedAdvice(found)}`
      : ADVICE.find((each) => each.message.test(message))?.advice ?? imageAdvice(message, statusCode);
    throw explainDenied(engine, what, advice === undefined ? error : new EngineError(what, engine.endpoint, error.cause, advice), found);
  }
}
