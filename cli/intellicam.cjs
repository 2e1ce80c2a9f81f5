#!/usr/bin/env node
// Node has four threads for waiting on the disk and for decoding pictures; a pipeline that syncs every
// file to the disk keeps more of them waiting. They are made at the first use, before an ES module
// could say so, hence this file.
process.env.UV_THREADPOOL_SIZE ??= '12';
// The SDK tells each run on Node 20 that its releases of 2027 will not run there; this one does.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
void import('../dist/cli/intellicam.js');
