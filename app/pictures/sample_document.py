"""A plan as an office might write it, imported for the pictures; all of it is invented.

It has what a review must show: a missing number and day, spelling errors, a day without a year, an
agency that nobody knows, two tasks in one paragraph, a figure, an instruction that ends others.
"""

NAME = "KH hạ tầng số 2026.txt"
TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH SƠN
Số:     /KH-UBND
Bình Sơn, ngày    tháng 3 năm 2026

KẾ HOẠCH
Phát triển hạ tầng số năm 2026

Căn cứ Chương trình số 12-CTr/TU ngày 05/01/2026 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành Kế \
hoạch như sau:

I. MỤC TIÊU
1. Phấn đâu năm 2026 tỷ lệ phủ sóng 5G đạt trên 80% dân số.

II. NHIỆM VỤ
1. Sở Khoa học và Công nghệ chũ trì, phối hợp với Sở Xây dựng và UBND các xã, phường:
a) Xây dựng bản đồ hạ tầng số toàn tỉnh, trình UBND tỉnh trước ngày 30/6.
b) Rà soát các trạm thu phát sóng; báo cáo kết quả hằng quý.
2. Trung tâm Điều hành đô thị thông minh Bình Sơn chủ trì xây dựng kho dữ liệu dùng chung, hoàn \
thành trong quý III/2026. Giao Sở Tài chính bố trí kinh phí thực hiện.
3. Công an tỉnh hoàn thành định danh cơ quan, tổ chức trong vòng 15 ngày kể từ ngày được giao.
4. Thu hồi nhiệm vụ đã giao tại Kế hoạch số 15/KH-UBND ngày 12/01/2025.

III. TỔ CHỨC THỰC HIỆN
Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch này./.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Văn Mẫu
"""
