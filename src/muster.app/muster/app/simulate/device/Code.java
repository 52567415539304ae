// SPDX-License-Identifier: Apache-2.0
package muster.app.simulate.device;

/// The protocol's numbers for requests and answers, by the protocol's names (zk-pull.md section 4).
final class Code {

    static final int CMD_USER_WRQ = 8;
    static final int CMD_USERTEMP_RRQ = 9;
    static final int CMD_OPTIONS_RRQ = 11;
    static final int CMD_OPTIONS_WRQ = 12;
    static final int CMD_ATTLOG_RRQ = 13;
    static final int CMD_CLEAR_DATA = 14;
    static final int CMD_CLEAR_ATTLOG = 15;
    static final int CMD_DELETE_USER = 18;
    static final int CMD_UNLOCK = 31;
    static final int CMD_OPLOG_RRQ = 34;
    static final int CMD_GET_FREE_SIZES = 50;
    static final int CMD_STARTVERIFY = 60;
    static final int CMD_CANCELCAPTURE = 62;
    static final int CMD_STATE_RRQ = 64;
    static final int CMD_GET_PINWIDTH = 69;
    static final int CMD_DOORSTATE_RRQ = 75;
    static final int CMD_GET_TIME = 201;
    static final int CMD_SET_TIME = 202;
    static final int CMD_REG_EVENT = 500;
    static final int CMD_CONNECT = 1000;
    static final int CMD_EXIT = 1001;
    static final int CMD_ENABLEDEVICE = 1002;
    static final int CMD_DISABLEDEVICE = 1003;
    static final int CMD_RESTART = 1004;
    static final int CMD_POWEROFF = 1005;
    static final int CMD_REFRESHDATA = 1013;
    static final int CMD_REFRESHOPTION = 1014;
    static final int CMD_GET_VERSION = 1100;
    static final int CMD_AUTH = 1102;
    static final int CMD_PREPARE_DATA = 1500;
    static final int CMD_DATA = 1501;
    static final int CMD_FREE_DATA = 1502;
    static final int CMD_PREPARE_BUFFER = 1503;
    static final int CMD_READ_BUFFER = 1504;

    static final int CMD_ACK_OK = 2000;
    static final int CMD_ACK_ERROR = 2001;
    static final int CMD_ACK_UNAUTH = 2005;
    static final int CMD_ACK_UNKNOWN = 0xFFFF;

    /// The bits of a registration, which are also the event codes (zk-pull.md section 8.1).
    static final int EF_ATTLOG = 1;
    static final int EF_HIDNUM = 0x400;

    private Code() {}
}
