import * as fc from 'fast-check';
import { CallError } from './client';
import { call, client, configure, shutDown } from './service-under-test';
import * as health from '../../../../provider/framework/wire/generated/health';
import * as proto from '../../../../provider/framework/wire/generated/tfplugin6';
import { frame } from '../../../../provider/framework/wire/grpc/framing';
import { Status } from '../../../../provider/framework/wire/grpc/status';

test('GetFunctions and CallFunction: the provider has no functions', async () => {
  const functions = await call('GetFunctions', proto.GetFunctions_Request, proto.GetFunctions_Response, {});
  expect(functions).toEqual({ functions: {}, diagnostics: [] });
  const { error } = await call('CallFunction', proto.CallFunction_Request, proto.CallFunction_Response, { name: 'f', arguments: [] });
  expect(error!.text).toContain('Unknown function "f"');
});

test('ephemeral resources are unimplemented', async () => {
  const open = () => client.raw('/tfplugin6.Provider/OpenEphemeralResource', Buffer.alloc(5));
  await expect(open()).rejects.toMatchObject({ status: Status.UNIMPLEMENTED });
  await expect(open()).rejects.toThrow(CallError);
});

test('answers the plugin library\'s own calls: shutdown, health, and streams that stay open', async () => {
  const empty = Buffer.alloc(5);
  expect(await client.raw('/plugin.GRPCController/Shutdown', empty)).toHaveLength(0);
  expect(shutDown).toHaveBeenCalledTimes(1);
  const { status } = health.HealthCheckResponse.decode(await client.raw('/grpc.health.v1.Health/Check', empty));
  expect(status).toBe(health.HealthCheckResponse_ServingStatus.SERVING);
  for (const path of ['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream']) {
    const stream = client.open(path);
    await new Promise((resolve) => stream.once('response', resolve));
    expect(stream.closed).toBe(false);
  }
});

test('survives any bytes', async () => {
  await configure('h');
  const paths = fc.constantFrom(
    'ValidateResourceConfig', 'UpgradeResourceState', 'PlanResourceChange', 'ApplyResourceChange', 'ReadResource', 'ConfigureProvider',
  );
  const typed = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.concat([Buffer.from('\n\ntest_thing'), bytes]));
  await fc.assert(fc.asyncProperty(paths, fc.oneof(fc.uint8Array({ maxLength: 60 }), typed), async (path, bytes) => {
    await client.raw(`/tfplugin6.Provider/${path}`, frame(bytes)).catch((error: unknown) => expect(error).toBeInstanceOf(CallError));
  }), { numRuns: 300 });
  expect((await configure('h')).diagnostics).toEqual([]);
});
