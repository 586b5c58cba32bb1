import { inspectOf } from '../answers/inspect';
import { badRequest, serverError } from '../api-error';
import { listContainers } from './list-containers';
import { waitForContainer } from './wait';
import { renameContainer, updateContainer } from '../operations/change';
import { createContainer } from '../operations/create';
import { removeContainer } from '../operations/remove';
import { endedByEngine, startContainer } from '../operations/run';
import { killContainer, pauseContainer, restartContainer, stopContainer, unpauseContainer } from '../operations/stop';
import { Call, created, isSet, listOf, noContent, ok, Route } from '../server/route';
import { isEmpty } from '../settings/json';
import { Container } from '../state/container';

const containerOf = ({ state, params }: Call): Container => state.containers.get(params.id!);

function secondsOf(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}

/** The requests about containers. */
export const containerRoutes: readonly Route[] = [
  { method: 'GET', path: '/containers/json', operation: 'list', handler: (call) => listOf(listContainers(call)) },
  {
    method: 'POST',
    path: '/containers/create',
    operation: 'create',
    handler: ({ state, query, body }) => created({ Id: createContainer(state, query.name ?? '', body).id, Warnings: [] }),
  },
  {
    method: 'GET',
    path: '/containers/:id/json',
    operation: 'inspect',
    handler: (call) => ok(inspectOf(call.state, containerOf(call), isSet(call.query.size))),
  },
  {
    method: 'POST',
    path: '/containers/:id/start',
    operation: 'start',
    handler: (call) => {
      startContainer(call.state, containerOf(call));
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/containers/:id/stop',
    operation: 'stop',
    handler: async (call) => {
      await stopContainer(call.state, containerOf(call), secondsOf(call.query.t));
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/containers/:id/restart',
    operation: 'restart',
    handler: async (call) => {
      await restartContainer(call.state, containerOf(call), secondsOf(call.query.t));
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/containers/:id/kill',
    operation: 'kill',
    handler: (call) => {
      killContainer(call.state, containerOf(call), call.params.id!, call.query.signal ?? '');
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/containers/:id/pause',
    operation: 'pause',
    handler: (call) => {
      pauseContainer(call.state, containerOf(call));
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/containers/:id/unpause',
    operation: 'unpause',
    handler: (call) => {
      unpauseContainer(call.state, containerOf(call));
      return noContent();
    },
  },
  {
    method: 'POST',
    path: '/containers/:id/update',
    operation: 'update',
    handler: (call) => {
      updateContainer(call.state, containerOf(call), call.body);
      return ok({ Warnings: null });
    },
  },
  {
    method: 'POST',
    path: '/containers/:id/rename',
    operation: 'rename',
    handler: (call) => {
      renameContainer(call.state, containerOf(call), call.query.name ?? '');
      return noContent();
    },
  },
  { method: 'POST', path: '/containers/:id/wait', operation: 'wait', handler: (call) => waitForContainer(call, containerOf(call)) },
  {
    method: 'DELETE',
    path: '/containers/:id',
    operation: 'remove',
    handler: (call) => {
      const container = containerOf(call);
      removeContainer(call.state, container, { force: isSet(call.query.force), volumes: isSet(call.query.v) },
        (exitCode) => endedByEngine(call.state, container, exitCode));
      return noContent();
    },
  },
  {
    method: 'GET',
    path: '/containers/:id/logs',
    operation: 'logs',
    handler: (call) => {
      if (!isSet(call.query.stdout) && !isSet(call.query.stderr)) throw badRequest('Bad parameters: you must choose at least one stream');
      containerOf(call);
      return ok('');
    },
  },
  {
    method: 'GET',
    path: '/containers/:id/stats',
    operation: 'stats',
    handler: (call) => {
      if (call.query.stream === undefined || isSet(call.query.stream)) throw serverError('a stream of statistics is not simulated');
      const { id, name } = containerOf(call);
      const usage = { cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 } };
      const never = '0001-01-01T00:00:00Z';
      const statistics = { pids_stats: {}, cpu_stats: usage, precpu_stats: usage, memory_stats: {} };
      return ok({ read: never, preread: never, ...statistics, name: `/${name}`, id });
    },
  },
  {
    method: 'PUT',
    path: '/containers/:id/archive',
    operation: 'upload',
    handler: (call) => {
      containerOf(call);
      if (isEmpty(call.query.path)) throw badRequest('bad parameter: path cannot be empty');
      return { status: 200 };
    },
  },
];
