package io.yilu.sync.bundle;

import io.yilu.schemas.failure.PermanentException;
import io.yilu.schemas.identity.NodeId;
import org.jspecify.annotations.Nullable;

/** A file that is not taken in: it is no bundle, not for this node, not from who it says, or not what was written. */
public final class BundleRefused extends PermanentException {

    private static final long serialVersionUID = 1L;

    private BundleRefused(String code, String what, String whatToDo) {
        super(code, what, whatToDo);
    }

    /** Whether it was only the wrong file: no bundle, another node's, or an old one. */
    boolean isMistake() {
        return code().equals("YILU-BUNDLE-001") || code().equals("YILU-BUNDLE-002") || code().equals("YILU-BUNDLE-006");
    }

    static BundleRefused noBundle(String why) {
        return new BundleRefused("YILU-BUNDLE-001", "这不是本系统能读的驿包文件（" + why + "）。", "请选择导出的 .yilu 文件；若对方版本较新，请先升级本节点。");
    }

    static BundleRefused notForThisNode(NodeId receiver) {
        return new BundleRefused("YILU-BUNDLE-002", "这个驿包是给 " + receiver + " 的，不是给本节点的。", "请送到该站点导入；本节点没有读取其中内容。");
    }

    static BundleRefused untrusted(NodeId sender, String why) {
        return new BundleRefused(
                "YILU-BUNDLE-003", "驿包自称来自 " + sender + "，但不能采信：" + why + "。", "请核对该站点的证书是否有效、是否已注销；未导入任何内容。");
    }

    static BundleRefused changed(String why, @Nullable Exception cause) {
        BundleRefused refused = new BundleRefused(
                "YILU-BUNDLE-004", "驿包文件不完整或被改动过（" + why + "）。", "请重新拷贝这个文件或重新导出；未导入其中任何内容，其他分卷不受影响。");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }

    static BundleRefused fenced(NodeId sender, String why) {
        return new BundleRefused(
                "YILU-BUNDLE-005",
                "驿包出自 " + sender + " 的另一份数据库，不能与现在的混在一起：" + why,
                "若机器是有意更换或恢复的，请重新办理入网；旧机独有的办件须在新机上重新录入。");
    }

    static BundleRefused outdated(NodeId sender) {
        return new BundleRefused(
                "YILU-BUNDLE-006",
                "这是 " + sender + " 较早导出的驿包，此后该站点已重新启动并联系过本节点。",
                "请让该站点重新导出；若那台机器已损坏、这是最后一份副本，请由信息人员写明原因后按“最后副本”导入。");
    }

    static BundleRefused nonsense(String why) {
        return new BundleRefused(
                "YILU-BUNDLE-009", "驿包的签名无误，但其中有不合约定的内容（" + why + "）。", "请核对双方的版本；之前的内容已导入，可再次导入，不会重复。");
    }
}
