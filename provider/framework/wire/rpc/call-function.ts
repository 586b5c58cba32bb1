import { providerRpc } from './rpc';
import { CallFunction_Request, CallFunction_Response } from '../generated/tfplugin6';

export const callFunction = providerRpc('CallFunction', CallFunction_Request, CallFunction_Response, (_session, { name }) => ({
  error: { text: `The provider has no function "${name}": it has no functions at all.` },
}));
