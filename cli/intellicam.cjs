#!/usr/bin/env node
// Node has four threads for waiting on the disk and for decoding pictures; a pipeline that syncs every
// file to the disk keeps more of them waiting. They are made at the first use, before an ES module
// could say so, hence this file.
process.env.UV_THREADPOOL_SIZE ??= '12';
void import('../dist/cli/intellicam.js');
